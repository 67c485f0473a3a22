package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.engine.operator.Repair;

/** Sends an undeliverable signal once more. */
@WebServlet("/console/actions/resend")
public class ResendAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Repair repair;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        Optional<Receipt> receipt = repair.resend(parameters.number("number", -1), visitor.name());
        if (receipt.isEmpty()) {
            says.bad("Somebody else has settled it meanwhile.");
        } else if (receipt.get().outcome() == Outcome.REJECTED) {
            says.bad("Sent again and rejected again. " + receipt.get().detail());
        } else {
            says.good("Sent again: " + receipt.get().outcome() + " by instance "
                    + receipt.get().workflowId());
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.undeliverable(parameters.number("number", -1));
    }
}
