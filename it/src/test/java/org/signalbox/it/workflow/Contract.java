package org.signalbox.it.workflow;

import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Has one activity done and tells all that its author can see of the end. */
@Workflow("contract")
public class Contract {

    /** What to do. */
    public record Task(String method, String how, String key) {}

    private boolean enough;

    @Signal
    void enough() {
        enough = true;
    }

    @Run
    String run(Task task, WorkflowContext wf) {
        try {
            Outcomes outcomes = wf.activity(Outcomes.class);
            return switch (task.method()) {
                case "act" -> size(outcomes.act(task.how(), task.key()));
                case "startToClose" -> outcomes.startToClose(task.how(), task.key());
                case "scheduleToClose" -> outcomes.scheduleToClose(task.how(), task.key());
                case "heartbeat" -> outcomes.heartbeat(task.how(), task.key());
                case "strict" -> outcomes.strict(task.how(), task.key());
                case "scheduleToStart" -> crowded(task, wf);
                default -> cancelled(task, wf);
            };
        } catch (ActivityFailure e) {
            return e.type() + " | " + e.getMessage();
        }
    }

    private static String size(String result) {
        return result.length() > 100 ? result.length() + " characters" : result;
    }

    /** Asks for the second one when the first one has begun. */
    private String crowded(Task task, WorkflowContext wf) {
        wf.promise(() -> wf.activity(OneByOne.class).hold(task.how(), task.key()));
        wf.await(() -> enough);
        return wf.activity(OneByOne.class).soon(task.how(), task.key());
    }

    private String cancelled(Task task, WorkflowContext wf) {
        Promise<String> promise = wf.promise(() -> wf.activity(Outcomes.class).act(task.how(), task.key()));
        wf.await(() -> enough);
        promise.cancel();
        return promise.await();
    }
}
