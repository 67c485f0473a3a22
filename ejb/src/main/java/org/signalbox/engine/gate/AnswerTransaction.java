package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.Optional;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.UpdateAnswer;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.journal.AnswerStore;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.SignalKey;

/** The transaction that reads what became of an update. It takes no locks. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class AnswerTransaction {

    @Inject
    private InstanceStore instances;

    @Inject
    private JournalStore journal;

    @Inject
    private AnswerStore answers;

    /**
     * What is known, with the result as JSON; empty if there is no trace of it.
     *
     * <p>Other transactions commit between the statements here. The answer is read after the entry and not before: an entry
     * that is seen as over has been committed together with its answer, which is then seen, too.
     */
    public Optional<UpdateReceipt<String>> find(WorkflowId id, SignalId updateId) {
        SignalKey key = new SignalKey(id, updateId);
        Optional<Entry> update = journal.receipt(key)
                .map(Receipt::sequence)
                .flatMap(sequence -> journal.find(id, sequence.orElseThrow()))
                .filter(entry -> entry.event() instanceof Event.Updated);
        return update.map(entry -> {
            Optional<Command.Answer> answer = answers.find(id, entry.sequence());
            Instance instance = instances.read(id).orElseThrow();
            return UpdateAnswer.of(instance, updateId, entry, answer);
        });
    }
}
