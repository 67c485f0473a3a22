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
import org.signalbox.client.SignalId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.payload.FieldValues;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Awaited;
import org.signalbox.core.turn.Step;
import org.signalbox.core.turn.Steps;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/**
 * Measures one turn of a main line by the number of its recorded steps: executing the code again and going on by one, with
 * steps that former turns have executed, and with such as are read from their text before. No test: run it by hand.
 */
public final class LineCost {

    private static final String TEA = "{\"name\":\"tea\",\"pieces\":1}";

    /** What is taken and given. */
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

    /** Never ends. */
    @Workflow("reader")
    static class Reader {
        int pieces;

        @Signal
        final SignalChannel<Item> items = new SignalChannel<>();

        @Run
        void read(WorkflowContext wf) {
            while (true) {
                pieces += items.receive(wf).pieces();
            }
        }
    }

    /** A line that has gone through so many rounds, and what brings it through one more. */
    private record Situated(Instance instance, List<Step> steps, Request next, int rounds) {}

    private static final Catalog CATALOG = Catalog.of(
            List.of(Packer.class, Reader.class),
            List.of(Work.class),
            code -> code == Packer.class ? Packer::new : Reader::new);

    private static final Machine MACHINE = new Machine(CATALOG, Settings.DEFAULT);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LineCost() {}

    /** Prints milliseconds of the processor's time per turn. */
    public static void main(String[] args) {
        for (int round = 0; round < 4; round++) {
            for (int steps : new int[] {10, 1_000, 10_000}) {
                measure("activities", packer(steps / 3));
                measure("signals", reader(steps));
            }
        }
    }

    private static Situated packer(int rounds) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            steps.add(new Step.Started("Work.pack"));
            steps.add(new Step.Ended(i, "{\"completed\":" + TEA + "}"));
            steps.add(new Step.Passed("Work.pack", 0, BEGIN.plusSeconds(i).plusNanos(123_456_000), Optional.empty()));
        }
        steps.add(new Step.Started("Work.pack"));
        List<Integer> running = List.of(rounds + 1);
        return new Situated(
                waiting("packer", "{\"pieces\":" + rounds + "}", rounds, running),
                steps,
                new Request.ActivityDone(
                        new ActivityKey(ID, 1, rounds + 1), "Work.pack", "{\"completed\":" + TEA + "}"),
                rounds);
    }

    private static Situated reader(int rounds) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            steps.add(new Step.Passed(
                    "signal items",
                    0,
                    BEGIN.plusSeconds(i).plusNanos(123_456_000),
                    Optional.of(FieldValues.of("{\"items\":[" + TEA + "]}"))));
        }
        return new Situated(
                waiting("reader", "{\"pieces\":" + rounds + ",\"items\":[]}", rounds, List.of()),
                steps,
                new Request.Signal(
                        ID, "items", Optional.of(TEA), new SignalId("one more"), Optional.empty(), Optional.empty()),
                rounds);
    }

    private static void measure(String what, Situated line) {
        String text = Steps.write(line.steps);
        List<Step> known = Steps.read(text);
        int turns = Math.max(200, 200_000 / line.steps.size());
        long[] read = new long[turns];
        long[] kept = new long[turns];
        for (int i = 0; i < turns; i++) {
            long begin = THREADS.getCurrentThreadCpuTime();
            turn(line, known);
            long between = THREADS.getCurrentThreadCpuTime();
            turn(line, Steps.read(text));
            read[i] = THREADS.getCurrentThreadCpuTime() - between;
            kept[i] = between - begin;
        }
        Arrays.sort(read);
        Arrays.sort(kept);
        System.out.printf(
                Locale.ROOT,
                "%-10s %,6d steps: %.3f ms with known steps (median; 99 %%: %.3f), %.3f ms with reading %,d characters%n",
                what,
                line.steps.size(),
                kept[turns / 2] / 1e6,
                kept[turns * 99 / 100] / 1e6,
                read[turns / 2] / 1e6,
                text.length());
    }

    private static void turn(Situated line, List<Step> steps) {
        Line open =
                new Line(1, new Event.Started(line.instance.type(), Optional.empty()), BEGIN, "{\"pieces\":0}", steps);
        Verdict verdict = MACHINE.react(
                line.next,
                new Situation(Optional.of(line.instance), List.of(open), List.of(), BEGIN, Optional.empty()));
        String after = ((Verdict.Taken) verdict).after().state().orElseThrow();
        if (!after.startsWith("{\"pieces\":" + (line.rounds + 1))) {
            throw new IllegalStateException("wrong: " + verdict);
        }
    }

    private static Instance waiting(String workflow, String state, int rounds, List<Integer> running) {
        Driver driver = new Driver(CATALOG, Settings.DEFAULT);
        driver.react(new Request.Start(ID, workflow, Optional.empty()));
        OpenLine line = driver.instance().lines().get(0);
        Awaited first = line.awaited();
        Awaited moved = new Awaited(
                first.what(),
                first.where(),
                rounds + 1,
                false,
                first.channels(),
                running,
                false,
                running,
                Optional.empty());
        return driver.instance()
                .decided(state)
                .with(new OpenLine(1, true, moved, line.due(), line.cancel(), line.recorded()));
    }
}
