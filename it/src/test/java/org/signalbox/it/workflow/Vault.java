package org.signalbox.it.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.client.SignalRequest;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Has a secret wherever a payload can be. */
@Workflow("vault")
class Vault {

    record Secret(String text) {}

    @Signal
    private final SignalChannel<Secret> whispers = new SignalChannel<>();

    private final List<String> told = new ArrayList<>();

    @Run
    String keep(Secret first, WorkflowContext wf) {
        told.add(first.text());
        Secret second = whispers.receive(wf);
        told.add(wf.run("noted", String.class, () -> "noted " + second.text()));
        told.add(wf.activity(Whispers.class).pass(second.text()));
        String workflow = wf.workflowId().value();
        wf.signal(SignalRequest.of(workflow + "-friend", "touch").with(second).startingWith("ledger", second));
        if (!workflow.endsWith("-child")) {
            wf.promise(() -> wf.child(ChildRequest.of("vault", String.class)
                    .identifiedBy(workflow + "-child")
                    .with(second)));
        }
        wf.sleep(Duration.ofMillis(1));
        return "kept " + whispers.receive(wf).text();
    }

    @Update
    String ask(Secret secret) {
        return "answered " + secret.text();
    }

    @Update
    String refuse(Secret secret) {
        throw new TerminalFailure("refused " + secret.text());
    }

    @Signal
    void stumble(Secret secret) {
        throw new IllegalStateException("stumbled over " + secret.text());
    }

    @Signal
    void collapse(Secret secret) {
        throw new TerminalFailure("collapsed under " + secret.text());
    }

    @Query
    List<String> told() {
        return told;
    }
}
