package org.signalbox.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A trial of 90 days with a letter every 30, then a bill; everything that can wait is used once. */
@Workflow("subscription")
class Subscription {

    record Price(String plan, int cents) {}

    @Activity(maxAttempts = 2)
    interface Office {
        void write(String letter);

        Optional<Price> price(String plan);

        int pay(Price price);
    }

    private final List<String> log = new ArrayList<>();
    private final List<UUID> numbers = new ArrayList<>();
    private boolean paused;

    @Signal
    private final SignalChannel<String> plans = new SignalChannel<>();

    @Signal("cancel")
    private final SignalChannel<Optional<String>> cancellations = new SignalChannel<>();

    @Run
    String run(WorkflowContext wf) {
        for (int month = 1; month <= 3; month++) {
            String said = wf.select(List.of(
                    Choice.received(cancellations, why -> "cancelled: " + why.orElse("no reason")),
                    Choice.received(plans, plan -> "plan " + plan),
                    Choice.after(Duration.ofDays(30), () -> "month over")));
            log.add(said + " at " + wf.now());
            if (said.startsWith("cancelled")) {
                return said;
            }
            numbers.add(wf.uuid());
            wf.activity(Office.class)
                    .write("letter " + month + " no. " + wf.random().nextInt(1000));
        }
        wf.await(() -> !paused);
        return bill(wf);
    }

    private String bill(WorkflowContext wf) {
        Office office = wf.activity(Office.class);
        Promise<Optional<Price>> basic = wf.promise(() -> office.price("basic"));
        Promise<Optional<Price>> gold = wf.promise(() -> office.price("gold"));
        Promise<Optional<Price>> first = wf.any(List.of(basic, gold));
        List<Optional<Price>> prices = wf.all(List.of(basic, gold));
        log.add("first " + (first == basic ? "basic" : "gold") + " of "
                + prices.stream().flatMap(Optional::stream).map(Price::plan).toList());
        try {
            return "paid " + office.pay(basic.await().orElseThrow());
        } catch (ActivityFailure e) {
            return "not paid: " + e.type();
        }
    }

    @Signal
    void pause(WorkflowContext wf) {
        paused = true;
        wf.sleep(Duration.ofDays(1));
        wf.activity(Office.class).write("a day of pause is over");
    }

    @Signal
    void goOn() {
        paused = false;
    }

    @Query
    List<String> log() {
        return log;
    }

    @Query
    long distinctNumbers() {
        return numbers.stream().distinct().count();
    }
}
