package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.core.machine.Instance;
import org.signalbox.engine.gate.SignalGate;

/** Asks the run of an instance to end. */
@WebServlet("/console/actions/cancel")
public class CancelAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignalGate gate;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        Instance after = gate.cancel(InstancePage.given(parameters), visitor.wanting(parameters.text("reason")));
        if (after.status().isRunning()) {
            says.good("Asked to cancel: its code cleans up now. Should it not come to an end, terminate it.");
        } else {
            says.good("The run has ended: " + after.status() + ".");
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.instance(parameters.text("id"), "journal");
    }
}
