package org.signalbox.examples.features;

import jakarta.inject.Inject;
import org.signalbox.activity.Activity;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A human task: the activity ends when somebody who has its token says so. */
@Workflow("business-trip")
class BusinessTrip {

    record Decision(boolean approved, String by) {}

    @Activity(startToClose = "P30D", maxAttempts = 1)
    interface Approvals {
        Decision ask(String boss, String destination);
    }

    /** Writes a letter and leaves the attempt open. */
    abstract static class MailedApprovals implements Approvals {

        @Inject
        @SuppressWarnings("NullAway.Init")
        ActivityContext attempt;

        @Override
        public Decision ask(String boss, String destination) {
            ActivityToken token = attempt.completeLater();
            mail(boss, "To " + destination + "? https://trips.example.com/decide?token=" + token);
            return new Decision(false, ""); // ignored: the attempt ends when someone says so
        }

        abstract void mail(String to, String text);
    }

    @Run
    String travel(String destination, WorkflowContext wf) {
        Decision decision = wf.activity(Approvals.class).ask("anna@example.com", destination);
        return decision.approved() ? "to " + destination + ", says " + decision.by() : "stay at home";
    }
}
