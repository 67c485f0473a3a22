package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.engine.operator.Repair;

/** Declares that an undeliverable signal is not needed. */
@WebServlet("/console/actions/discard")
public class DiscardAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Repair repair;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        long number = parameters.number("number", -1);
        if (repair.discard(number, visitor.name())) {
            says.good("Undeliverable signal " + number + " is discarded; it can still be read at its address.");
        } else {
            says.bad("Somebody else has settled undeliverable signal " + number + " meanwhile.");
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.of("undeliverable");
    }
}
