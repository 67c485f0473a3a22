package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.client.SignalId;
import org.signalbox.core.turn.ActivityKey;

/** Events out of what was written of them. */
public final class Events {

    private Events() {}

    /**
     * The event of that kind.
     *
     * @param sentAs the id its sender gave it; a signal that was rejected has lost it
     * @param asker what it is the outcome of; other kinds do not look at it
     */
    public static Event of(
            Event.Kind kind, String name, Optional<String> payload, Optional<String> sentAs, ActivityKey asker) {
        return switch (kind) {
            case START -> new Event.Started(name, payload, sentAs.map(SignalId::new));
            case RESTART -> new Event.Restarted(name, payload);
            case SIGNAL -> new Event.Signalled(name, payload, new SignalId(sentAs.orElse("rejected")));
            case UPDATE -> new Event.Updated(name, payload, new SignalId(sentAs.orElse("unknown")));
            case TIMER -> new Event.TimerFired(name);
            case ACTIVITY -> new Event.ActivityEnded(name, asker, payload);
            case RECEIPT -> new Event.SignalAnswered(name, asker, payload);
            case CHILD -> new Event.ChildEnded(name, asker, payload);
            case CANCEL -> new Event.CancelRequested(Motive.read(payload));
            case TERMINATE -> new Event.Terminated(Motive.read(payload));
            case PAUSE -> new Event.Paused(Motive.read(payload));
            case RESUME -> new Event.Resumed(Motive.read(payload));
            case MEND -> new Event.Mended(name, payload);
        };
    }
}
