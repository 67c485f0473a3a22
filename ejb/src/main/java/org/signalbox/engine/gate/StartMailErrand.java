package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.mail.ChildStore;
import org.signalbox.engine.mail.Letter;
import org.signalbox.engine.mail.MailStore;

/** Starts a child, and notes which run it is; or tells its parent that it could not be started. */
final class StartMailErrand extends MailErrand {

    private final Mail.Start start;
    private final ChildStore children;

    StartMailErrand(Letter letter, Mail.Start start, MailStore mail, ChildStore children) {
        super(letter, mail);
        this.start = start;
        this.children = children;
    }

    @Override
    public boolean mayCreate() {
        return true;
    }

    @Override
    Optional<Request> opened(Optional<Instance> instance) {
        return Optional.of(start.request());
    }

    /** Before what the first turn decided is written, so that a child that has ended already finds its parent. */
    @Override
    public Boolean done(Verdict verdict, Instant now) {
        Child child = children.find(start.asker().key()).orElseThrow();
        children.change(child.started(verdict));
        child.refused(verdict).ifPresent(answer -> answer(answer, now));
        return true;
    }
}
