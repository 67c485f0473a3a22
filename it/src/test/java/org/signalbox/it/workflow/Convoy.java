package org.signalbox.it.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.ChildFailure;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A convoy has trucks. */
final class Convoy {

    private Convoy() {}

    /** @param load {@code lost} for one that fails */
    record Drive(String load, Duration time) {}

    record Plan(List<Drive> trucks, ChildRequest.WhenParentEnds whenParentEnds) {}

    @Workflow("convoy")
    static class Lead {
        private final List<String> failures = new ArrayList<>();
        private boolean home;

        /** Waits for all, and takes note of those that do not arrive; goes home before, if told so. */
        @Run
        List<String> lead(Plan plan, WorkflowContext wf) {
            List<Promise<String>> trucks = IntStream.range(0, plan.trucks().size())
                    .mapToObj(n -> wf.promise(() -> wf.child(truck(plan, n, wf))))
                    .toList();
            wf.await(() -> home || trucks.stream().allMatch(Promise::isDone));
            return home ? List.of("home") : arrived(trucks);
        }

        private static ChildRequest<String> truck(Plan plan, int n, WorkflowContext wf) {
            return ChildRequest.of("truck", String.class)
                    .with(plan.trucks().get(n))
                    .identifiedBy(wf.workflowId() + "/" + (n + 1))
                    .whenParentEnds(plan.whenParentEnds());
        }

        private List<String> arrived(List<Promise<String>> trucks) {
            List<String> arrived = new ArrayList<>();
            for (Promise<String> truck : trucks) {
                try {
                    arrived.add(truck.await());
                } catch (ChildFailure e) {
                    failures.add(e.workflowId() + " " + e.kind());
                    arrived.add(e.kind().name());
                }
            }
            return arrived;
        }

        /** Waits for one more. */
        @Signal
        void escort(Drive drive, WorkflowContext wf) {
            wf.child(ChildRequest.of("truck", String.class).with(drive));
        }

        @Signal
        void goHome() {
            home = true;
        }

        @Query
        List<String> failures() {
            return failures;
        }
    }

    @Workflow("truck")
    static class Truck {
        @Run
        String drive(Drive drive, WorkflowContext wf) {
            if (drive.load().equals("lost")) {
                throw new TerminalFailure("nobody knows where");
            }
            if (drive.time().isZero()) {
                return drive.load() + " at once";
            }
            try {
                wf.sleep(drive.time());
                return drive.load();
            } catch (Cancelled e) {
                wf.sleep(Duration.ofMillis(100));
                throw e;
            }
        }
    }
}
