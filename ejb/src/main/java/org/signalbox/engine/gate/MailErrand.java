package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.mail.Letter;
import org.signalbox.engine.mail.MailStore;

/**
 * Brings a letter to its instance. The transaction in which it takes effect takes it away, so a second errand for the same
 * letter, of this server or another one, finds nothing to do.
 */
abstract class MailErrand implements Errand<Boolean> {

    private final Letter letter;
    private final MailStore mail;

    MailErrand(Letter letter, MailStore mail) {
        this.letter = letter;
        this.mail = mail;
    }

    @Override
    public final WorkflowId workflowId() {
        return letter.mail().to();
    }

    @Override
    public final Optional<Request> request(Optional<Instance> instance, Instant now) {
        return mail.take(letter) ? opened(instance) : Optional.empty();
    }

    @Override
    public final boolean mayNeedLines(Instance instance, Instant now) {
        return opened(Optional.of(instance))
                .filter(r -> instance.needsLines(r, now))
                .isPresent();
    }

    /** What it asks of an instance; no more than reading. */
    abstract Optional<Request> opened(Optional<Instance> instance);

    @Override
    public final Boolean nothingToDo() {
        return true;
    }

    @Override
    public Boolean repeated(Receipt first) {
        return true;
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        return true;
    }

    final boolean take() {
        return mail.take(letter);
    }

    /** Answers whoever sent it; the answer belongs to his mail. */
    final void answer(Mail answer, Instant now) {
        mail.send(java.util.List.of(new MailStore.Sent(letter.from(), answer)), now.plus(InstanceStore.SWEEP_AFTER));
    }
}
