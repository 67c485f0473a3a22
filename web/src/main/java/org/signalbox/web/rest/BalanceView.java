package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.signalbox.engine.operator.Accounting;
import org.signalbox.engine.operator.Balance;

/**
 * What became of signals: {@code sent} is the sum of the six that follow.
 *
 * @param workflowId absent for all instances together
 * @param instances how many there are, if it is about all
 * @param right whether nothing is lost
 * @param inversions signals that were accepted in another order than the broker received them; then it is not right
 * @param complaints what does not add up, for people
 * @param wrong the instances where something is, if it is about all
 * @param broker what has not come out of the broker, if it is about all
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BalanceView(
        Optional<String> workflowId,
        Optional<Long> instances,
        boolean right,
        long sent,
        long handled,
        long waiting,
        long held,
        long duplicate,
        long undeliverable,
        long pruned,
        long inversions,
        List<String> complaints,
        Optional<List<BalanceView>> wrong,
        Optional<BrokerView> broker) {

    static BalanceView of(Balance b) {
        return new BalanceView(
                Optional.of(b.instance()),
                Optional.empty(),
                b.isRight(),
                b.sent(),
                b.handled(),
                b.waiting(),
                b.held(),
                b.duplicate(),
                b.undeliverable(),
                b.pruned(),
                b.inversions(),
                b.wrong(),
                Optional.empty(),
                Optional.empty());
    }

    static BalanceView of(Accounting.Total total) {
        Balance b = total.sum();
        return new BalanceView(
                Optional.empty(),
                Optional.of(total.instances()),
                total.isRight(),
                b.sent(),
                b.handled(),
                b.waiting(),
                b.held(),
                b.duplicate(),
                b.undeliverable(),
                b.pruned(),
                b.inversions(),
                List.of(),
                Optional.of(total.wrong().stream().map(BalanceView::of).toList()),
                Optional.of(BrokerView.of(total.broker())));
    }
}
