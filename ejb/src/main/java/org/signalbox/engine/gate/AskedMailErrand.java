package org.signalbox.engine.gate;

import java.util.Optional;
import java.util.function.Function;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.engine.mail.Letter;
import org.signalbox.engine.mail.MailStore;

/** Brings what needs no answer: an answer itself, or to a child that it is to end. */
final class AskedMailErrand extends MailErrand {

    private final Function<Optional<Instance>, Optional<Request>> request;

    /** @param request what the instance, as it is now, is asked */
    AskedMailErrand(Letter letter, MailStore mail, Function<Optional<Instance>, Optional<Request>> request) {
        super(letter, mail);
        this.request = request;
    }

    @Override
    Optional<Request> opened(Optional<Instance> instance) {
        return request.apply(instance);
    }
}
