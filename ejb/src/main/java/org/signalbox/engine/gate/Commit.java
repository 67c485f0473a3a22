package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Unavailable;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.engine.application.Contended;
import org.signalbox.engine.application.Outage;

/** Brings errands through transactions, whatever goes wrong, and hands out answers or failures. */
@ApplicationScoped
public class Commit {

    /** Conflicts with other transactions, such as two that make the same row, pass when repeated. */
    private static final int ATTEMPTS = 4;

    @Inject
    private TurnTransaction transaction;

    @Inject
    private BirthTransaction births;

    @Inject
    private AfterCommit afterCommit;

    /** @return whether every slot has its answer or failure now; if not, they must be repeated one by one */
    public boolean together(List<Slot<?>> group) {
        if (group.size() > 1) {
            return shared(group);
        }
        alone(group.get(0));
        return true;
    }

    private boolean shared(List<Slot<?>> group) {
        try {
            TurnTransaction.Done done =
                    transact(group.stream().map(s -> s.errand).toList(), Optional.empty());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer(done.answers().get(i));
            }
            afterCommit.carryOut(done.outbox());
            return true;
        } catch (TurnRolledBack | RuntimeException | Error e) { // alone, each finds out whether it is to blame
            if (Outage.isBehind(e)) {
                Unavailable away = unavailable(e);
                group.forEach(slot -> slot.fail(away));
                return true;
            }
            return false;
        }
    }

    private static Unavailable unavailable(Throwable e) {
        return new Unavailable("The database can't be used: " + rootOf(e), e);
    }

    private void alone(Slot<?> slot) {
        try {
            TurnTransaction.Done done = run(slot.errand);
            slot.answer(done.answers().get(0));
            afterCommit.carryOut(done.outbox());
        } catch (RuntimeException e) {
            slot.fail(e);
        } catch (Error e) {
            slot.fail(new IllegalStateException(e));
            throw e;
        }
    }

    /**
     * Runs one errand. Author code that fails parks the instance; a failure of the database is the caller's to wait for; what
     * fails again and again although the database works, such as a constraint that an author's entity violates at the
     * commit, is the author's failure too.
     */
    private TurnTransaction.Done run(Errand<?> errand) {
        Optional<AuthorFailure> failure = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            try {
                return transact(List.of(errand), failure);
            } catch (TurnRolledBack | RuntimeException e) {
                if (Outage.isBehind(e)) {
                    throw unavailable(e);
                }
                if (attempt > 2 * ATTEMPTS) {
                    throw notDone(e);
                }
                if (e instanceof TurnRolledBack rolledBack
                        && rolledBack.authorFailure().isPresent()) {
                    failure = rolledBack.authorFailure();
                } else if (attempt >= ATTEMPTS && failure.isEmpty() && !Conflict.isBehind(e)) {
                    failure = Optional.of(new AuthorFailure("At the commit of the turn", rootOf(e)));
                }
            }
        }
    }

    private static RuntimeException notDone(Exception e) {
        String why = "The errand does not get through: " + rootOf(e);
        if (Conflict.isBehind(e)) {
            return new Contended(why, e);
        }
        return Conflict.isOfData(e) ? new Unstorable(rootOf(e)) : new Unavailable(why, e);
    }

    /** As {@link TurnTransaction#run}, with the rows of new instances made before. */
    private TurnTransaction.Done transact(List<? extends Errand<?>> errands, Optional<AuthorFailure> failure)
            throws TurnRolledBack {
        while (true) {
            try {
                return transaction.run(errands, failure);
            } catch (TurnRolledBack e) {
                if (!(e.getCause() instanceof InstancesMissing missing)) {
                    throw e;
                }
                births.make(missing.ids());
            }
        }
    }

    private static Throwable rootOf(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
