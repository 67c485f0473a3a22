package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Fix;
import org.signalbox.core.machine.Motive;
import org.signalbox.engine.gate.Inbox;
import org.signalbox.engine.operator.Repair;

/** What an operator decides about an event that waits; the parameter {@code operation} tells what. */
@WebServlet("/console/actions/mend")
public class MendAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Inbox inbox;

    @Inject
    private transient Repair repair;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        WorkflowId id = InstancePage.given(parameters);
        long event = parameters.number("sequence", 0);
        Motive motive = visitor.wanting(parameters.text("reason"));
        switch (parameters.text("operation")) {
            case "edit" -> {
                inbox.mend(id, event, new Fix.Edit(parameters.ifGiven("payload")), motive);
                says.good("Event " + event + " has the new payload; the journal keeps the old one.");
            }
            case "skip" -> {
                inbox.mend(id, event, new Fix.Skip(), motive);
                says.good("Event " + event + " is skipped.");
            }
            case "withdraw" -> {
                inbox.mend(id, event, new Fix.Withdraw(), motive);
                says.good("Event " + event + " is among the undeliverable signals now.");
            }
            case "redeliver" -> {
                Receipt receipt = repair.redeliver(id, event, motive);
                says.good("Event " + event + " was sent again: " + receipt.outcome() + ".");
            }
            default -> says.bad("Nothing was done: there is no operation '" + parameters.text("operation") + "'.");
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.instance(parameters.text("id"), "inbox");
    }
}
