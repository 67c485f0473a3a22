package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.engine.gate.SignalGate;

/** Has nothing of an instance handled any more. */
@WebServlet("/console/actions/pause")
public class PauseAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignalGate gate;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        gate.pause(InstancePage.given(parameters), visitor.wanting(parameters.text("reason")));
        says.good("Paused: what comes is accepted and waits.");
    }

    @Override
    String next(Address addresses) {
        return addresses.instance(parameters.text("id"), "inbox");
    }
}
