package org.signalbox.core.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.signalbox.activity.Activity;
import org.signalbox.client.SignalRequest;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.ChildFailure;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.SignalFailure;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A workflow whose methods do at random, but the same for the same seed, everything that an author can do. */
@Workflow("script")
class Script {

    @Activity
    interface Work {
        int compute(int x);

        void tell(int x);
    }

    /** What a recorded call returns: how often one was made, so that one made twice is noticed. */
    static final ThreadLocal<AtomicInteger> CALLS = ThreadLocal.withInitial(AtomicInteger::new);

    /** Asked at many places whether to fail there. */
    static final ThreadLocal<BooleanSupplier> FAILS = ThreadLocal.withInitial(() -> () -> false);

    List<String> log = new ArrayList<>();
    final Map<String, List<String>> lists = new LinkedHashMap<>();
    final Map<String, Integer> sums = new LinkedHashMap<>();
    int number;
    int restarts;

    @Signal
    final SignalChannel<String> words = new SignalChannel<>();

    @Signal
    final SignalChannel<Integer> numbers = new SignalChannel<>();

    private static void mayFail() {
        if (FAILS.get().getAsBoolean()) {
            throw new IllegalStateException("at random");
        }
    }

    @Run
    int main(long seed, WorkflowContext wf) {
        try {
            new Play(this, wf, seed + restarts, true).play();
        } catch (Cancelled e) {
            log.add("cancelled at " + wf.now());
            if (seed % 3 == 0) {
                throw e;
            }
            wf.sleep(Duration.ofMinutes(5));
            log.add("cleaned up " + wf.activity(Work.class).compute(-1));
        }
        return log.size();
    }

    @Signal
    void slow(long seed, WorkflowContext wf) {
        try {
            new Play(this, wf, seed, false).play();
        } catch (Cancelled e) {
            log.add("handler cancelled at " + wf.now());
            if (seed % 2 == 0) {
                throw e;
            }
            log.add("handler cleaned up " + wf.activity(Work.class).compute(-2));
        }
    }

    @Update
    int ask(long seed, WorkflowContext wf) {
        try {
            slow(seed, wf);
        } catch (TerminalFailure e) {
            log.add("refused " + e.getMessage());
        }
        return log.size();
    }

    @Signal
    void add(int n) {
        mayFail();
        number += n;
        log.add("add " + n);
        lists.computeIfAbsent("added", k -> new ArrayList<>()).add("add " + n);
        sums.merge("add", n, Integer::sum);
    }

    @Signal
    void nothing() {}

    @Signal
    void forward(String word) {
        words.send(word + "!");
    }

    @OnTimer("tick")
    void tick() {
        log.add("tick");
        number++;
    }

    /** One execution of a method. */
    private static final class Play {

        private final Script script;
        private final WorkflowContext wf;
        private final Random choose;
        private final boolean main;
        private final List<Promise<?>> promises = new ArrayList<>();
        private int local;

        Play(Script script, WorkflowContext wf, long seed, boolean main) {
            this.script = script;
            this.wf = wf;
            this.choose = new Random(seed);
            this.main = main;
        }

        void play() {
            int steps = main ? 2 + choose.nextInt(25) : choose.nextInt(8);
            for (int i = 0; i < steps; i++) {
                step();
                local++;
            }
            note("end");
        }

        private void step() {
            mayFail();
            switch (choose.nextInt(26)) {
                case 0, 1 -> note("step");
                case 2 -> wf.sleep(minutes());
                case 3 -> awaitNumberOrTime();
                case 4 -> caught(() -> note("child gave " + wf.child(child())));
                case 5 -> caught(() -> note("told " + wf.signal(signal()).outcome()));
                case 6 -> caught(() -> note("got " + wf.activity(Work.class).compute(local)));
                case 7 -> script.log.add("late " + local + computed());
                case 8, 9 -> start();
                case 10 -> promises.stream().findAny().ifPresent(p -> caught(() -> note("promised " + p.await())));
                case 11 -> caught(() -> note("all " + wf.all(promises)));
                case 12 -> any();
                case 13, 14 -> select();
                case 15 -> receive();
                case 16 -> note("polled " + script.words.poll() + script.numbers.poll());
                case 17 -> note("ran " + wf.run("call", Integer.class, CALLS.get()::incrementAndGet));
                case 18 -> note("version " + wf.version("v" + choose.nextInt(2), 1, 3));
                case 19 -> background();
                case 20 -> note("at " + wf.now());
                case 21 -> note("done " + promises.stream().map(Promise::isDone).toList());
                case 22 -> alias();
                case 23 ->
                    script.lists
                            .computeIfAbsent("added", k -> new ArrayList<>())
                            .add("late " + computed());
                case 24 -> cancelOne();
                default -> rarely();
            }
        }

        private void note(String what) {
            script.log.add(what + " " + local);
        }

        private Duration minutes() {
            return Duration.ofMinutes(choose.nextInt(60));
        }

        private BooleanSupplier numberReached() {
            int wanted = script.number + choose.nextInt(3);
            return () -> script.number >= wanted;
        }

        private void awaitNumberOrTime() {
            if (choose.nextBoolean()) {
                note(String.valueOf(wf.await(minutes(), numberReached())));
            } else {
                awaitNumber();
            }
        }

        private void awaitNumber() {
            if (main) {
                wf.await(numberReached());
            } else if (!promises.isEmpty()) {
                Promise<?> last = promises.get(promises.size() - 1);
                wf.await(last::isDone);
            }
        }

        private int computed() {
            try {
                return wf.activity(Work.class).compute(-local);
            } catch (ActivityFailure e) {
                return 0;
            }
        }

        private void caught(Runnable action) {
            try {
                action.run();
            } catch (ActivityFailure e) {
                note(e.activity() + "/" + e.type() + "/" + e.getMessage());
            } catch (ChildFailure e) {
                note(e.workflowId() + "/" + e.kind() + "/" + e.getMessage());
            } catch (SignalFailure e) {
                note(e.signal() + "/" + e.reason() + "/" + e.getMessage());
            } finally {
                script.sums.merge("finally", 1, Integer::sum);
            }
        }

        private void start() {
            int x = choose.nextInt(100);
            promises.add(
                    switch (x % 5) {
                        case 0 -> wf.promise(() -> wf.signal(signal()));
                        case 1 -> wf.promise(() -> wf.child(child()));
                        default -> wf.promise(() -> wf.activity(Work.class).compute(x));
                    });
        }

        private ChildRequest<Integer> child() {
            ChildRequest.WhenCancelled[] all = ChildRequest.WhenCancelled.values();
            return ChildRequest.of("other", Integer.class).with(local).whenCancelled(all[local % all.length]);
        }

        private SignalRequest signal() {
            return SignalRequest.of("other", "add").with(local);
        }

        private void cancelOne() {
            if (!promises.isEmpty()) {
                promises.get(choose.nextInt(promises.size())).cancel();
            }
        }

        private void any() {
            if (!promises.isEmpty()) {
                note("any " + promises.indexOf(wf.any(promises)));
            }
        }

        private void select() {
            List<Choice<String>> choices = new ArrayList<>();
            choices.add(Choice.received(script.words, w -> "word " + w));
            choices.add(Choice.received(script.numbers, n -> "number " + n));
            promises.forEach(p -> choices.add(Choice.done(p, r -> "result " + r)));
            if (!main || choose.nextBoolean()) {
                choices.add(choose.nextInt(choices.size() + 1), Choice.after(minutes(), () -> "time"));
            }
            caught(() -> note(wf.select(choices)));
        }

        private void receive() {
            if (main) {
                note("received " + script.words.receive(wf));
            }
        }

        private void background() {
            wf.background(Work.class).tell(local);
            wf.send(signal());
            if (choose.nextBoolean()) {
                wf.after(minutes().plusSeconds(1), "tick");
            } else {
                wf.cancelTimer("tick");
            }
        }

        private void alias() {
            List<String> alias = script.log;
            wf.sleep(minutes());
            alias.add("through an alias");
        }

        private void rarely() {
            if (choose.nextInt(4) == 0) {
                throw new TerminalFailure("on purpose");
            }
            if (main && script.restarts < 2) {
                script.restarts++;
                wf.restart();
            }
        }
    }
}
