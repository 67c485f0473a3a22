package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Motive;
import org.signalbox.engine.gate.SignalGate;

/** What an operator decides about the run of an instance; the parameter {@code operation} tells what. */
@WebServlet("/console/actions/life")
public class LifeAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignalGate gate;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        WorkflowId id = InstancePage.given(parameters);
        Motive motive = visitor.wanting(parameters.text("reason"));
        switch (parameters.text("operation")) {
            case "pause" -> {
                gate.pause(id, motive);
                says.good("Paused: what comes is accepted and waits.");
            }
            case "resume" -> {
                gate.resume(id, motive);
                says.good("Resumed: what waited goes on.");
            }
            case "cancel" -> tell(gate.cancel(id, motive), says);
            case "terminate" -> {
                if (parameters.text("sure").equals("true")) {
                    gate.terminate(id, motive);
                    says.good("Terminated.");
                } else {
                    says.bad("Nothing was done: tick the box if you mean it.");
                }
            }
            default -> says.bad("Nothing was done: there is no operation '" + parameters.text("operation") + "'.");
        }
    }

    private static void tell(Instance cancelled, Notice says) {
        if (cancelled.status().isRunning()) {
            says.good("Asked to cancel: its code cleans up now. Should it not come to an end, terminate it.");
        } else {
            says.good("The run has ended: " + cancelled.status() + ".");
        }
    }

    @Override
    String next(Address addresses) {
        boolean ends = !parameters.text("operation").matches("pause|resume");
        return addresses.instance(parameters.text("id"), ends ? "journal" : "inbox");
    }
}
