package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.engine.gate.SignalGate;

/** Ends the pause of an instance. */
@WebServlet("/console/actions/resume")
public class ResumeAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignalGate gate;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        gate.resume(InstancePage.given(parameters), visitor.wanting(parameters.text("reason")));
        says.good("Resumed: what waited goes on.");
    }

    @Override
    String next(Address addresses) {
        return addresses.instance(parameters.text("id"), "inbox");
    }
}
