package org.signalbox.examples.loyalty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/**
 * One customer's membership; the workflow id is the customer's id.
 *
 * <p>No handler waits: a slow mail server never holds up a purchase, and a turn costs the same for the first and the
 * millionth one.
 */
@Workflow("loyalty")
class Loyalty {

    private static final Duration STATUS_INTERVAL = Duration.ofDays(30);

    private @Nullable Customer customer;
    private @Nullable LocalDate memberSince;
    private @Nullable Instant lastPurchase;
    private int purchases;
    private Level level = Level.NONE;
    private Turnover spent = Turnover.nothing();

    @Start
    void join(Customer newCustomer, WorkflowContext wf) {
        customer = newCustomer;
        memberSince = today(wf);
        wf.every(STATUS_INTERVAL, "status");
    }

    @Signal
    void purchase(Purchase purchase, WorkflowContext wf) {
        purchases++;
        spent = spent.plus(purchase.price());
        lastPurchase = purchase.time();
        Level reached = Level.of(purchases);
        if (reached != level) {
            level = reached;
            wf.background(Notifications.class).levelReached(customer(), level);
        }
    }

    @OnTimer("status")
    void sendStatus(WorkflowContext wf) {
        wf.background(Notifications.class).status(customer(), today(wf), status());
    }

    @Query
    LoyaltyStatus status() {
        return new LoyaltyStatus(
                purchases,
                level,
                level.missing(purchases),
                spent.sums(),
                Optional.ofNullable(memberSince),
                Optional.ofNullable(lastPurchase));
    }

    @Signal
    void leave(WorkflowContext wf) {
        wf.cancelTimer("status");
        wf.completeWith(status());
    }

    private Customer customer() {
        if (customer == null) {
            throw new TerminalFailure("the membership has no customer: it was begun without a start input");
        }
        return customer;
    }

    private static LocalDate today(WorkflowContext wf) {
        return LocalDate.ofInstant(wf.now(), ZoneOffset.UTC);
    }
}
