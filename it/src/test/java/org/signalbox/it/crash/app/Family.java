package org.signalbox.it.crash.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Mothers with daughters who greet them, and who all are counted in a ledger. */
final class Family {

    private static final Duration BREATH = Duration.ofMillis(50);

    private Family() {}

    private static SignalRequest numbered(String to, String signal, WorkflowId from, int number) {
        return SignalRequest.of(to, signal)
                .with(new Item(from.value(), number, Optional.empty(), Optional.empty()))
                .identifiedBy(from + "-" + number);
    }

    /** Tells a {@code tally} of every daughter, in order. */
    @Workflow("mother")
    static class Mother {
        private final List<String> greeted = new ArrayList<>();
        private boolean awake;

        @Run
        String raise(int daughters, WorkflowContext wf) {
            wf.await(() -> awake);
            List<Promise<String>> all = new ArrayList<>();
            for (int i = 1; i <= daughters; i++) {
                int number = i;
                wf.send(numbered("ledger", "add", wf.workflowId(), number).starting("tally"));
                all.add(wf.promise(() -> wf.child(ChildRequest.of("daughter", String.class)
                        .with(wf.workflowId().value())
                        .identifiedBy(wf.workflowId() + "/" + number))));
                if (i % 5 == 0) {
                    wf.sleep(BREATH);
                }
            }
            return wf.all(all) + " " + greeted.size();
        }

        @Signal
        void wake() {
            awake = true;
        }

        @Signal
        void greet(Item item) {
            greeted.add(item.sender());
        }
    }

    /** Greets its mother and waits for the receipt. */
    @Workflow("daughter")
    static class Daughter {
        @Run
        String grow(String mother, WorkflowContext wf) {
            wf.sleep(BREATH);
            wf.activity(Chores.class).carryOut(wf.workflowId().value(), 10, "");
            return wf.signal(numbered(mother, "greet", wf.workflowId(), 1))
                            .workflowId()
                            .value()
                            .equals(mother)
                    ? "grown"
                    : "astray";
        }
    }
}
