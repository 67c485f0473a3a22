package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import org.signalbox.engine.operator.Repair;

/** Tries the head of an instance's inbox now. */
@WebServlet("/console/actions/retry")
public class RetryAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Repair repair;

    @Inject
    private transient Parameters parameters;

    @Override
    void act(Notice says) {
        if (repair.retry(InstancePage.given(parameters))) {
            says.good("Retried: nothing waits any more.");
        } else {
            says.bad("Retried: events still wait. If the instance is parked below, its code has failed again.");
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.instance(parameters.text("id"), "inbox");
    }
}
