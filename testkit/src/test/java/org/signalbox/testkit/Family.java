package org.signalbox.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Orders that are shipped in parcels. */
final class Family {

    private Family() {}

    record Parcel(String content, int hours) {}

    /**
     * What a parent does: {@code one} waits for a child, {@code all} for many, {@code leave} goes on without waiting and ends
     * after some hours, {@code late} waits for a child after it has ended.
     */
    record Plan(
            String what,
            int parcels,
            int hours,
            Optional<ChildRequest.WhenParentEnds> end,
            Optional<ChildRequest.WhenCancelled> cancel) {

        static Plan of(String what) {
            return new Plan(what, 1, 1, Optional.empty(), Optional.empty());
        }

        Plan with(ChildRequest.WhenParentEnds how) {
            return new Plan(what, parcels, hours, Optional.of(how), cancel);
        }

        Plan with(ChildRequest.WhenCancelled how) {
            return new Plan(what, parcels, hours, end, Optional.of(how));
        }

        Plan parcels(int number) {
            return new Plan(what, number, hours, end, cancel);
        }

        Plan hours(int number) {
            return new Plan(what, parcels, number, end, cancel);
        }
    }

    @Workflow("order")
    static class Order {
        private final List<String> log = new ArrayList<>();

        @Run
        Object ship(Plan plan, WorkflowContext wf) {
            try {
                return switch (plan.what) {
                    case "one" -> wf.child(parcel(plan, 1));
                    case "all" -> all(plan, wf).size();
                    case "leave" -> leave(plan, wf);
                    default -> late(plan, wf);
                };
            } catch (ChildFailure e) {
                log.add(e.kind() + " " + e.workflowId() + ": " + e.getMessage());
                return log;
            } catch (Cancelled e) {
                log.add("cancelled at " + wf.now());
                throw e;
            }
        }

        private static ChildRequest<String> parcel(Plan plan, int number) {
            ChildRequest<String> plain =
                    ChildRequest.of("parcel", String.class).with(new Parcel("tea " + number, plan.hours));
            ChildRequest<String> ending = plan.end.map(plain::whenParentEnds).orElse(plain);
            return plan.cancel.map(ending::whenCancelled).orElse(ending);
        }

        private static List<String> all(Plan plan, WorkflowContext wf) {
            List<Promise<String>> parcels = IntStream.rangeClosed(1, plan.parcels)
                    .mapToObj(n -> wf.promise(() -> wf.child(parcel(plan, n))))
                    .toList();
            return wf.all(parcels);
        }

        private static String leave(Plan plan, WorkflowContext wf) {
            Promise<String> parcel = wf.promise(() -> wf.child(parcel(plan, 1)));
            wf.sleep(Duration.ofMinutes(30));
            return "left " + parcel.isDone();
        }

        private static String late(Plan plan, WorkflowContext wf) {
            Promise<String> parcel = wf.promise(() -> wf.child(parcel(plan, 1)));
            wf.sleep(Duration.ofDays(1));
            return parcel.isDone() + " " + parcel.await();
        }

        @Signal
        String shipOne(String id, WorkflowContext wf) {
            String sent = wf.child(ChildRequest.of("parcel", String.class)
                    .with(new Parcel("one", 1))
                    .identifiedBy(id));
            log.add(sent);
            return sent;
        }

        @Query
        List<String> log() {
            return log;
        }
    }

    /** Travels for some hours; content {@code broken} fails. When cancelled, the way back takes an hour. */
    @Workflow("parcel")
    static class ParcelWay {
        private String where = "on its way";

        @Run
        String travel(Parcel parcel, WorkflowContext wf) {
            if (parcel.content.equals("broken")) {
                throw new TerminalFailure("it is broken");
            }
            if (parcel.hours == 0) {
                return parcel.content + " is there";
            }
            try {
                wf.sleep(Duration.ofHours(parcel.hours));
            } catch (Cancelled e) {
                wf.sleep(Duration.ofHours(1));
                where = "back";
                throw e;
            }
            where = "there";
            return parcel.content + " is there";
        }

        @Query
        String where() {
            return where;
        }
    }

    /** Has children by any request. */
    @Workflow("guardian")
    static class Guardian {

        record Wish(String type, String id, Object input) {}

        @Run
        String care(List<Wish> wishes, WorkflowContext wf) {
            List<String> came = new ArrayList<>();
            for (Wish wish : wishes) {
                try {
                    ChildRequest<String> plain =
                            ChildRequest.of(wish.type, String.class).with(wish.input);
                    came.add(wf.child(wish.id.isEmpty() ? plain : plain.identifiedBy(wish.id)));
                } catch (ChildFailure e) {
                    came.add(e.kind().name());
                }
            }
            return came.toString();
        }
    }
}
