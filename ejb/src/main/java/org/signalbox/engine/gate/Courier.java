package org.signalbox.engine.gate;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.engine.application.Contended;
import org.signalbox.engine.application.Endurance;
import org.signalbox.engine.application.Outage;
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

    /** How often letters could not be brought, by number and sender. */
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private RefusalTransaction refusals;

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
        Set<WorkflowId> stuck = new HashSet<>();
        try {
            do {
                underWay.put(from, false);
                List<Letter> letters = next(from, stuck);
                while (!letters.isEmpty()) {
                    rounds(letters).forEach(round -> bring(round, stuck));
                    letters = next(from, stuck);
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

    private List<Letter> next(WorkflowId from, Set<WorkflowId> stuck) {
        return transaction.of(from, AT_ONCE).stream()
                .filter(letter -> !isStuck(letter, stuck))
                .toList();
    }

    private static boolean isStuck(Letter letter, Set<WorkflowId> stuck) {
        return stuck.contains(letter.mail().to());
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

    private void bring(List<Letter> round, Set<WorkflowId> stuck) {
        List<Letter> letters =
                round.stream().filter(letter -> !isStuck(letter, stuck)).toList();
        List<Optional<RuntimeException>> failures = groupCommit.impatiently(
                () -> groupCommit.submitEach(letters.stream().map(this::errand).toList()));
        for (int i = 0; i < letters.size(); i++) {
            Letter letter = letters.get(i);
            if (failures.get(i).isPresent()) {
                failed(letter, failures.get(i).get(), stuck);
            } else if (!failed.isEmpty()) {
                failed.remove(numberOf(letter));
            }
        }
    }

    /**
     * One letter that can't be brought keeps only what its sender has for the same instance. After some tries, one per sweep, a
     * signal is undeliverable; other mail is never given up, since somebody waits for it.
     */
    private void failed(Letter letter, RuntimeException failure, Set<WorkflowId> stuck) {
        if (Outage.isBehind(failure)) {
            throw failure;
        }
        if (failure instanceof Contended) { // that counts as no try
            stuck.add(letter.mail().to());
            GateLog.LOG.sweepWillBring(letter.from(), failure);
            return;
        }
        int tries = failed.merge(numberOf(letter), 1, Integer::sum);
        if (tries >= Endurance.TRIES && letter.mail() instanceof Mail.Signal signal) {
            String detail = "It could not be brought in " + tries + " tries, although the database works: "
                    + AuthorFailure.textOf(failure);
            refusals.keepUnprocessable(letter, signal, detail, clock.instant());
            failed.remove(numberOf(letter));
            GateLog.LOG.refused(
                    Reason.UNPROCESSABLE,
                    signal.signal().workflowId().value(),
                    signal.signal().signalId().value(),
                    LogText.line(detail));
        } else {
            stuck.add(letter.mail().to());
            GateLog.LOG.sweepWillBring(letter.from(), failure);
        }
    }

    private static String numberOf(Letter letter) {
        return letter.number() + " " + letter.from();
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
