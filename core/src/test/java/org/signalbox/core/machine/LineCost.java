package org.signalbox.core.machine;

import static org.signalbox.core.machine.Driver.BEGIN;
import static org.signalbox.core.machine.Driver.ID;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.signalbox.activity.Activity;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Step;
import org.signalbox.core.turn.Steps;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/**
 * Measures one turn of a main line by the number of its recorded steps: reading the text, executing the code again, and
 * going on by one activity. No test: run it by hand.
 */
public final class LineCost {

    /** What an activity takes and gives. */
    record Item(String name, int pieces) {}

    @Activity
    interface Work {
        Item pack(Item item);
    }

    /** Never ends. */
    @Workflow("packer")
    static class Packer {
        int pieces;

        @Run
        void pack(WorkflowContext wf) {
            for (int i = 0; ; i++) {
                pieces += wf.activity(Work.class).pack(new Item("tea", i)).pieces();
            }
        }
    }

    private static final Machine MACHINE =
            new Machine(Catalog.of(List.of(Packer.class), List.of(Work.class), c -> Packer::new), Settings.DEFAULT);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LineCost() {}

    /** Prints milliseconds of the processor's time per turn. */
    public static void main(String[] args) {
        for (int round = 0; round < 4; round++) {
            for (int steps : new int[] {10, 1_000, 10_000}) {
                measure(steps);
            }
        }
    }

    private static void measure(int size) {
        int calls = size / 3;
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= calls; i++) {
            steps.add(new Step.Started("Work.pack"));
            steps.add(new Step.Ended(i, "{\"completed\":{\"name\":\"tea\",\"pieces\":1}}"));
            steps.add(new Step.Passed("Work.pack", 0, BEGIN.plusSeconds(i).plusNanos(123_456_000), Optional.empty()));
        }
        steps.add(new Step.Started("Work.pack"));
        String text = Steps.write(steps);
        Instance instance = waiting(calls);
        Request.ActivityDone next = new Request.ActivityDone(
                new ActivityKey(ID, 1, calls + 1), "Work.pack", "{\"completed\":{\"name\":\"tea\",\"pieces\":1}}");
        int turns = Math.max(200, 200_000 / size);
        long[] nanos = new long[turns];
        for (int i = 0; i < turns; i++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            Line line = new Line(
                    1, new Event.Started("packer", Optional.empty()), BEGIN, "{\"pieces\":0}", Steps.read(text));
            Verdict verdict = MACHINE.react(
                    next, new Situation(Optional.of(instance), List.of(line), List.of(), BEGIN, Optional.empty()));
            nanos[i] = THREADS.getCurrentThreadCpuTime() - begin;
            if (!((Verdict.Taken) verdict).after().state().equals(Optional.of("{\"pieces\":" + (calls + 1) + "}"))) {
                throw new IllegalStateException("wrong: " + verdict);
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%,6d steps: %.3f ms (median), %.3f ms (99 %%), text of %,d characters%n",
                steps.size(),
                nanos[turns / 2] / 1e6,
                nanos[turns * 99 / 100] / 1e6,
                text.length());
    }

    private static Instance waiting(int calls) {
        Driver driver =
                new Driver(Catalog.of(List.of(Packer.class), List.of(Work.class), c -> Packer::new), Settings.DEFAULT);
        driver.react(new Request.Start(ID, "packer", Optional.empty()));
        OpenLine line = driver.instance().lines().get(0);
        var awaited = line.awaited();
        var moved = new org.signalbox.core.turn.Awaited(
                awaited.what(),
                awaited.where(),
                calls + 1,
                false,
                List.of(),
                List.of(calls + 1),
                false,
                List.of(calls + 1),
                Optional.empty());
        return driver.instance()
                .decided("{\"pieces\":" + calls + "}")
                .with(new OpenLine(1, true, moved, line.due(), line.cancel()));
    }
}
