package org.signalbox.engine.operator;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Life;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.ActivityView;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.instance.InstanceView;
import org.signalbox.engine.instance.LockHolders;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.JournalView;
import org.signalbox.engine.timer.TimerStore;
import org.signalbox.engine.undeliverable.DelayedStore;
import org.signalbox.engine.undeliverable.HeldStore;

/**
 * Why something is not moving. Every method is a transaction of its own and takes no locks; what it reads is found by indexes,
 * and is not more than it is to tell.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class Standstill {

    /** Of each kind, for one instance. */
    private static final int MOST = 20;

    @Inject
    private InstanceStore instances;

    @Inject
    private JournalStore journal;

    @Inject
    private ActivityStore activities;

    @Inject
    private TimerStore timers;

    @Inject
    private HeldStore held;

    @Inject
    private DelayedStore delayed;

    @Inject
    private StandstillStore standing;

    @Inject
    private LockHolders holders;

    @Inject
    private Catalog catalog;

    @Inject
    private Clock clock;

    /**
     * One instance.
     *
     * @param since when it changed last
     * @param obstacles what is in its way, or what it waits for; of one that has ended only what is kept for its next run
     */
    public record Why(WorkflowId workflowId, Status status, Instant since, List<Obstacle> obstacles) {
        public Why {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** One of many. */
    public record Still(WorkflowId workflowId, String type, Obstacle obstacle) {}

    /** Empty if nothing is known of it. */
    public Optional<Why> of(WorkflowId id) {
        return instances.view(id).map(view -> {
            List<Obstacle> obstacles = new ArrayList<>(obstacles(view));
            locked(id).ifPresent(lock -> obstacles.add(0, lock));
            return new Why(id, view.instance().status(), view.updatedAt(), obstacles);
        });
    }

    private Optional<Obstacle> locked(WorkflowId id) {
        return holders.of(id)
                .filter(LockHolders.Holder::isLong)
                .map(holder -> Obstacle.of(Obstacle.Kind.LOCKED, "Its row is locked by " + holder + ".")
                        .since(holder.age().map(clock.instant()::minus)));
    }

    private List<Obstacle> obstacles(InstanceView view) {
        Instance instance = view.instance();
        if (!instance.status().isRunning()) {
            return notStarted(instance);
        }
        List<Obstacle> obstacles = new ArrayList<>();
        paused(instance).ifPresent(obstacles::add);
        parked(instance).ifPresent(obstacles::add);
        if (catalog.workflow(instance.type()).isEmpty()) {
            obstacles.add(Obstacle.of(
                    Obstacle.Kind.NOT_DEPLOYED,
                    "Workflow '" + instance.type() + "' is not deployed; nothing is handled until it is."));
        }
        instance.life()
                .beginning()
                .flatMap(Life.Beginning::at)
                .ifPresent(at -> obstacles.add(Obstacle.of(Obstacle.Kind.NOT_BEGUN, "The run begins at " + at + ".")
                        .until(Optional.of(at))));
        inbox(instance).ifPresent(obstacles::add);
        instance.lines().forEach(line -> obstacles.add(handler(instance, line)));
        activities.open(instance.id(), MOST).forEach(a -> obstacles.add(activity(a)));
        timers.first(instance.id(), MOST).stream()
                .filter(timer -> !OpenLine.isTimer(timer.timer()))
                .forEach(timer -> obstacles.add(Obstacle.of(
                                Obstacle.Kind.TIMER, "Timer '" + timer.timer() + "' is due at " + timer.dueAt() + ".")
                        .until(Optional.of(timer.dueAt()))));
        if (obstacles.isEmpty()) {
            obstacles.add(Obstacle.of(
                    Obstacle.Kind.SIGNAL, "Nothing is under way and no timer is set: it waits for a signal."));
        }
        return obstacles;
    }

    /** What is kept for the first or the next run. */
    private List<Obstacle> notStarted(Instance instance) {
        String what = instance.status() == Status.EXPECTED ? "The instance is not started" : "No other run is started";
        List<Obstacle> kept = new ArrayList<>();
        if (instance.leaves()) {
            inbox(instance).ifPresent(kept::add);
        }
        delayed.standing(instance.id())
                .map(d -> Obstacle.of(
                                Obstacle.Kind.HELD,
                                what + "; signals that wait for their delivery time: " + d.count() + ".")
                        .since(Optional.of(d.first()))
                        .until(Optional.of(d.until())))
                .ifPresent(kept::add);
        held.standing(instance.id())
                .map(h -> Obstacle.of(Obstacle.Kind.HELD, what + "; signals that are held for it: " + h.count() + ".")
                        .since(Optional.of(h.first()))
                        .until(Optional.of(h.until())))
                .ifPresent(kept::add);
        return kept;
    }

    static Optional<Obstacle> paused(Instance instance) {
        return instance.life()
                .pause()
                .map(pause -> Obstacle.of(
                                Obstacle.Kind.PAUSED,
                                "Paused: " + pause.motive().describe() + ". Nothing is handled until it is resumed.")
                        .since(Optional.of(pause.since())));
    }

    static Optional<Obstacle> parked(Instance instance) {
        return instance.parking()
                .map(parking -> Obstacle.of(
                                Obstacle.Kind.PARKED,
                                "Parked: the code of the workflow fails"
                                        + (instance.due().isPresent()
                                                ? " where a handler that waits has to go on."
                                                : " on the first event of the inbox.")
                                        + (parking.retryAt().isPresent()
                                                ? " It is tried again at "
                                                        + parking.retryAt().get() + "."
                                                : " It is not tried again unless an operator wants it."))
                        .since(Optional.of(parking.since()))
                        .until(parking.retryAt())
                        .at(instance.due().orElse(instance.firstWaiting()))
                        .failed(parking.attempts(), Optional.of(parking.error())));
    }

    private Optional<Obstacle> inbox(Instance instance) {
        if (instance.waiting() == 0) {
            return Optional.empty();
        }
        return journal.inbox(instance.id(), instance.firstWaiting(), 1).stream()
                .findFirst()
                .map(first -> Obstacle.of(
                                Obstacle.Kind.INBOX,
                                "Accepted and not handled yet: " + instance.waiting() + ", the first is "
                                        + first.entry().event().kind() + " '"
                                        + first.entry().event().name() + "'."
                                        + (instance.leaves()
                                                ? " The run that has ended has left them to the next."
                                                : "")
                                        + (instance.life().ending().isPresent()
                                                ? " The run ends when they are handled."
                                                : ""))
                        .since(Optional.of(first.acceptedAt()))
                        .at(first.entry().sequence()));
    }

    private Obstacle handler(Instance instance, OpenLine line) {
        Optional<Instant> since = journal.page(instance.id(), line.opened(), 1).stream()
                .findFirst()
                .map(JournalView::acceptedAt);
        return Obstacle.of(Obstacle.Kind.HANDLER, line.describe() + ".")
                .since(since)
                .until(line.awaited().until())
                .at(line.opened());
    }

    private static Obstacle activity(ActivityView activity) {
        boolean runs = activity.state() == ActivityState.RUNNING;
        String text = "Activity " + activity.activity()
                + (runs
                        ? " runs, attempt " + activity.attempt()
                        : activity.attempt() == 0
                                ? " is to begin"
                                : " failed in attempt " + activity.attempt()
                                        + activity.nextLook()
                                                .map(at -> "; the next one is due at " + at)
                                                .orElse(""))
                + ".";
        return Obstacle.of(Obstacle.Kind.ACTIVITY, text)
                .since(Optional.of(activity.scheduledAt()))
                .until(runs ? Optional.empty() : activity.nextLook())
                .at(activity.sequence())
                .failed(runs ? activity.attempt() - 1 : activity.attempt(), activity.failure());
    }

    /**
     * Those that have not moved for longest although they could, or should: parked, paused, with an inbox that does not go on,
     * or with an activity that keeps failing. One that waits for a signal, a timer or an activity that goes well is none.
     *
     * @param most how many, of all kinds together
     */
    public List<Still> oldest(int most) {
        Instant now = clock.instant();
        List<Still> paused = catalog.workflowNames().stream()
                .flatMap(type -> instances
                        .list(
                                new InstanceFilter(
                                        Optional.of(type),
                                        Optional.of(Status.PAUSED),
                                        false,
                                        Optional.empty(),
                                        List.of(),
                                        Optional.empty()),
                                most)
                        .stream())
                .map(InstanceView::instance)
                .flatMap(i -> paused(i).map(o -> new Still(i.id(), i.type(), o)).stream())
                .toList();
        return Stream.of(
                        paused.stream(),
                        standing.parked(most).stream(),
                        standing.heldUp(most, now.minus(InstanceStore.SWEEP_AFTER)).stream(),
                        standing.failing(most).stream())
                .flatMap(some -> some)
                .sorted(Comparator.comparing((Still s) -> s.obstacle().since().orElse(now))
                        .thenComparing(Still::workflowId))
                .limit(most)
                .toList();
    }
}
