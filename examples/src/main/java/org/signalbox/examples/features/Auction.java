package org.signalbox.examples.features;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Signals as data, and a wait for one of several things: bids are taken until nobody has bid for an hour. */
@Workflow("auction")
class Auction {

    record Bid(String bidder, int amount) {}

    @Signal("bid")
    private final SignalChannel<Bid> bids = new SignalChannel<>();

    @Signal("withdraw")
    private final SignalChannel<String> withdrawals = new SignalChannel<>();

    private Optional<Bid> best = Optional.empty();

    @Run
    Optional<Bid> sell(int reserve, WorkflowContext wf) {
        boolean open = true;
        while (open) {
            open = wf.select(List.of(
                    Choice.received(withdrawals, reason -> withdraw()),
                    Choice.received(bids, bid -> take(bid, reserve)),
                    Choice.after(Duration.ofHours(1), () -> false)));
        }
        return best;
    }

    private boolean take(Bid bid, int reserve) {
        int price = best.map(Bid::amount).orElse(reserve - 1);
        if (bid.amount() > price) {
            best = Optional.of(bid);
        }
        return true;
    }

    private boolean withdraw() {
        best = Optional.empty();
        return false;
    }
}
