package org.signalbox.testkit;

import java.util.ArrayList;
import java.util.List;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalRequest;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Accounts that send each other money, and a clerk who waits for receipts. */
final class Bank {

    private Bank() {}

    record Transfer(String to, int cents) {}

    @Workflow("bank-account")
    static class Account {
        private int cents;
        private final List<String> booked = new ArrayList<>();

        @Signal
        void deposit(int amount) {
            cents += amount;
            booked.add("+" + amount);
        }

        @Signal
        void transfer(Transfer transfer, WorkflowContext wf) {
            cents -= transfer.cents;
            booked.add("-" + transfer.cents);
            wf.send(SignalRequest.of(transfer.to, "deposit")
                    .with(transfer.cents)
                    .starting("bank-account"));
        }

        /** In pieces, in the order 1, 2, 3 … */
        @Signal
        void transferInPieces(Transfer transfer, WorkflowContext wf) {
            for (int piece = 1; piece <= transfer.cents; piece++) {
                wf.send(SignalRequest.of(transfer.to, "deposit").with(piece).starting("bank-account"));
            }
        }

        @Signal
        void warn(String whom, WorkflowContext wf) {
            wf.send(SignalRequest.of(whom, "warning").with("from " + wf.workflowId()));
        }

        @Signal
        void close(WorkflowContext wf) {
            wf.complete();
        }

        @Query
        int cents() {
            return cents;
        }

        @Query
        List<String> booked() {
            return booked;
        }
    }

    /** What the clerk is to do: to whom, which signal, under which id; empty text for none. */
    record Task(String to, String signal, String id) {}

    @Workflow("clerk")
    static class Clerk {
        private final List<String> notes = new ArrayList<>();

        /** One after the other. */
        @Run
        List<String> work(List<Task> tasks, WorkflowContext wf) {
            for (Task task : tasks) {
                try {
                    Receipt receipt = wf.signal(request(task));
                    notes.add(receipt.outcome() + " " + receipt.signalId());
                } catch (SignalFailure e) {
                    notes.add(e.reason() + " " + e.signal() + " to " + e.workflowId());
                }
            }
            return notes;
        }

        @Signal
        void note(String text) {
            notes.add(text);
        }

        private static SignalRequest request(Task task) {
            SignalRequest plain = SignalRequest.of(task.to, task.signal).with(1);
            return task.id.isEmpty() ? plain : plain.identifiedBy(task.id);
        }
    }

    @Workflow("head-clerk")
    static class HeadClerk {
        /** All at the same time. */
        @Run
        int work(List<Task> tasks, WorkflowContext wf) {
            List<Promise<Receipt>> receipts = tasks.stream()
                    .map(task -> wf.promise(() -> wf.signal(Clerk.request(task))))
                    .toList();
            return wf.all(receipts).size();
        }
    }
}
