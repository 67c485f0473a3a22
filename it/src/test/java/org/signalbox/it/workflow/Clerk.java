package org.signalbox.it.workflow;

import java.time.Duration;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Has one thing done, in a special way. */
@Workflow("clerk")
class Clerk {

    record Task(String what, String key, String how) {}

    @Run
    String run(Task task, WorkflowContext wf) {
        try {
            return switch (task.what()) {
                case "stock" -> String.valueOf(wf.activity(Stock.class).take(task.key(), 3));
                case "booking" -> booked(task, wf);
                case "watch" -> "watched " + wf.activity(Outside.class).watch(task.key());
                case "soon" -> soon(task, wf);
                case "huge" -> wf.activity(Burdens.class).exaggerate(task.key());
                case "facts" -> facts(wf) + " " + facts(wf, Duration.ofSeconds(1));
                case "toil" -> "done " + wf.activity(Outside.class).toil(task.key());
                default -> crowd(task, wf);
            };
        } catch (ActivityFailure e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String soon(Task task, WorkflowContext wf) {
        wf.activity(Narrow.class).passSoon(task.key());
        return "passed";
    }

    private static String facts(WorkflowContext wf, Duration later) {
        wf.sleep(later);
        return facts(wf);
    }

    private static String facts(WorkflowContext wf) {
        return wf.workflowType() + " " + wf.memo("region", String.class).orElse("nowhere") + " "
                + Duration.between(wf.startedAt(), wf.deadline().orElseThrow());
    }

    private static String booked(Task task, WorkflowContext wf) {
        int attempt = wf.activity(Bookings.class).book(task.key(), task.how());
        if (task.how().equals("poison") && Switches.isOn(task.key() + " poison")) {
            throw new IllegalStateException("not this time");
        }
        return "booked in " + attempt;
    }

    private static String crowd(Task task, WorkflowContext wf) {
        for (int i = 0; i < Integer.parseInt(task.how()); i++) {
            if (task.what().equals("narrow")) {
                wf.background(Narrow.class).pass(task.key());
            } else {
                wf.background(Paced.class).step(task.key());
            }
        }
        return "all of them";
    }
}
