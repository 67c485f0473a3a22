package org.signalbox.examples.features;

import java.util.Comparator;
import java.util.List;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Activities at the same time: all carriers are asked for a price at once, and those that fail are left out. */
@Workflow("quotes")
class Quotes {

    record Quote(String carrier, int price) {}

    @Activity(startToClose = "PT10S", maxAttempts = 3, scheduleToClose = "PT1M")
    interface Carriers {
        Quote ask(String carrier);
    }

    @Run
    Quote best(List<String> carriers, WorkflowContext wf) {
        List<Promise<Quote>> asked = carriers.stream()
                .map(carrier -> wf.promise(() -> wf.activity(Carriers.class).ask(carrier)))
                .toList();
        wf.await(() -> asked.stream().allMatch(Promise::isDone));
        return asked.stream()
                .flatMap(promise -> answer(promise).stream())
                .min(Comparator.comparing(Quote::price))
                .orElseThrow(() -> new TerminalFailure("nobody answered"));
    }

    private static List<Quote> answer(Promise<Quote> promise) {
        try {
            return List.of(promise.await());
        } catch (ActivityFailure e) {
            return List.of();
        }
    }
}
