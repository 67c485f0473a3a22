package org.signalbox.examples.features;

import org.signalbox.client.SignalRequest;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Signals between instances: money goes from one account to another, which is opened if need be. */
@Workflow("bank-account")
class BankAccount {

    record Transfer(String to, int cents) {}

    private int cents;

    @Signal
    void deposit(int amount) {
        cents += amount;
    }

    @Signal
    void transfer(Transfer transfer, WorkflowContext wf) {
        cents -= transfer.cents();
        wf.send(SignalRequest.of(transfer.to(), "deposit")
                .with(transfer.cents())
                .starting("bank-account"));
    }

    @Query
    int balance() {
        return cents;
    }
}
