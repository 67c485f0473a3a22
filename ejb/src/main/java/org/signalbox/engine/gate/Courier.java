package org.signalbox.engine.gate;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Mail;
import org.signalbox.engine.journal.RepetitionStore;
import org.signalbox.engine.mail.ChildStore;
import org.signalbox.engine.mail.Letter;
import org.signalbox.engine.mail.MailStore;
import org.signalbox.engine.mail.MailTransaction;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/**
 * Brings the mail of instances: what is for one and the same instance in its order, one after the other; what is for different
 * ones, and answers, together. What can't be brought now stays where it is, and a sweep tries again.
 */
@ApplicationScoped
public class Courier {

    private static final int AT_ONCE = 256;

    /** Whose mail this server is bringing, and whether there may be more since it was looked at. */
    private final Map<WorkflowId, Boolean> underWay = new ConcurrentHashMap<>();

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private MailTransaction transaction;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private MailStore mail;

    @Inject
    private ChildStore children;

    @Inject
    private HeldStore held;

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private RepetitionStore repetitions;

    @Inject
    private Clock clock;

    /** Begins to bring all mail of an instance, unless this server is at it already. */
    public void begin(WorkflowId from) {
        boolean more = underWay.merge(from, false, (before, now) -> true);
        if (!more) {
            hand(from);
        }
    }

    /** Begins to bring mail that nobody has brought in time. */
    public boolean sweep(int limit) {
        List<WorkflowId> due = transaction.claim(limit);
        due.forEach(this::begin);
        return due.size() == limit;
    }

    private void hand(WorkflowId from) {
        boolean handed = false;
        try {
            executor.execute(() -> bringAll(from));
            handed = true;
        } finally {
            if (!handed) {
                underWay.remove(from);
            }
        }
    }

    private void bringAll(WorkflowId from) {
        boolean over = false;
        try {
            do {
                underWay.put(from, false);
                List<Letter> letters = transaction.of(from, AT_ONCE);
                while (!letters.isEmpty()) {
                    rounds(letters).forEach(this::bring);
                    letters = transaction.of(from, AT_ONCE);
                }
            } while (!underWay.remove(from, false));
            over = true;
        } catch (RuntimeException e) {
            GateLog.LOG.sweepWillBring(from, e);
        } finally {
            if (!over) {
                underWay.remove(from);
            }
        }
    }

    /** In a round no two letters that must keep their order; each must be over before the next. */
    private static List<List<Letter>> rounds(List<Letter> letters) {
        List<List<Letter>> rounds = new ArrayList<>();
        Map<WorkflowId, Integer> next = new HashMap<>();
        for (Letter letter : letters) {
            int round = letter.mail().kind().isAnswer()
                    ? 0
                    : next.merge(letter.mail().to(), 1, Integer::sum) - 1;
            while (rounds.size() <= round) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(letter);
        }
        return rounds;
    }

    private void bring(List<Letter> round) {
        groupCommit.submitAll(round.stream().map(this::errand).toList());
    }

    private MailErrand errand(Letter letter) {
        if (letter.mail() instanceof Mail.Signal signal) {
            SignalErrand plain = new SignalErrand(
                    signal.signal(), RawSignal.of(signal.signal()), held, undeliverable, repetitions, Crowd.ANY);
            return new SignalMailErrand(letter, signal, plain, mail, clock);
        }
        if (letter.mail() instanceof Mail.Start start) {
            return new StartMailErrand(letter, start, mail, children);
        }
        if (letter.mail() instanceof Mail.Stop stop) {
            return new AskedMailErrand(letter, mail, to -> stop.request(to, children.find(stop.child())));
        }
        return letter.mail() instanceof Mail.Answer answer
                ? new AskedMailErrand(letter, mail, answer::request)
                : new AskedMailErrand(letter, mail, ((Mail.End) letter.mail())::request);
    }
}
