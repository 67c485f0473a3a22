package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.engine.gate.SignalGate;

/** Ends the run of an instance without asking its code. */
@WebServlet("/console/actions/terminate")
public class TerminateAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignalGate gate;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        if (!parameters.text("sure").equals("true")) {
            says.bad("Nothing was done: tick the box if you mean it.");
            return;
        }
        gate.terminate(InstancePage.given(parameters), visitor.wanting(parameters.text("reason")));
        says.good("Terminated.");
    }

    @Override
    String next(Address addresses) {
        return addresses.instance(parameters.text("id"), "journal");
    }
}
