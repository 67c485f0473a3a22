package org.signalbox.core.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A workflow with a handler for every turn of events; while the bank is broken, its code fails. */
@Workflow("account")
class Account {

    @Activity
    interface Post {
        void letter(String text);
    }

    static boolean broken;

    private final List<String> booked = new ArrayList<>();

    @Start
    void open(String owner, WorkflowContext wf) {
        book(owner);
        wf.every(Duration.ofDays(1), "interest");
        if (owner.equals("nobody")) {
            wf.complete();
        }
    }

    @Signal
    void book(String text) {
        if (broken || text.equals("poison")) {
            throw new IllegalStateException("can't book " + text);
        }
        booked.add(text);
    }

    @Signal
    void send(WorkflowContext wf) {
        wf.background(Post.class).letter("one");
        wf.background(Post.class).letter("two");
    }

    @Signal
    void remind(WorkflowContext wf) {
        wf.after(Duration.ofHours(1), "reminder");
    }

    @Signal
    void closeWith(String result, WorkflowContext wf) {
        wf.background(Post.class).letter("goodbye");
        wf.completeWith(result);
    }

    @Signal
    void bankrupt(WorkflowContext wf) {
        wf.background(Post.class).letter("never sent");
        booked.add("bankrupt");
        throw new TerminalFailure("no money\0 left");
    }

    @Validate("withdraw")
    void canWithdraw(String text) {
        if (!booked.contains(text)) {
            throw new IllegalArgumentException("there is no " + text);
        }
    }

    @Update
    int withdraw(String text, WorkflowContext wf) {
        if (broken) {
            throw new IllegalStateException("can't withdraw " + text);
        }
        booked.remove(text);
        if (booked.isEmpty()) {
            wf.background(Post.class).letter("never sent");
            throw new TerminalFailure("not the last one");
        }
        return booked.size();
    }

    @OnTimer("interest")
    void interest() {
        book("interest");
    }

    @OnTimer("reminder")
    void reminder() {
        book("reminder");
    }

    @Query
    List<String> booked() {
        return booked;
    }
}
