package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.undeliverable.RawSignal;

/**
 * Bounds how many signals are kept that nobody has taken. Who has reached the bound is refused before anything is accepted; what has been
 * accepted is kept in any case, so no bound loses a signal.
 */
@ApplicationScoped
public class Bounds {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /** How long the broker refuses a sender without hearing of it again. */
    private static final long REFUSED_SECONDS = 60;

    /** If all together are too many, each sender may have this many. */
    private static final long FEW = 100;

    private static final double NEAR = 0.8;

    @Inject
    private BoundsTransaction transaction;

    @Inject
    private EngineSettings settings;

    /** By the monotonic clock. */
    private volatile long next = System.nanoTime();

    private volatile Map<String, Long> bySender = Map.of();
    private volatile long held;

    /** What has been told, until it is over. */
    private final Map<String, Boolean> told = new ConcurrentHashMap<>();

    /**
     * Refuses a signal of a sender who has too many undeliverable ones, or one that may have to be held if too many are.
     *
     * @throws Refused {@code BUSY}, without any effect
     */
    public void check(RawSignal raw) {
        raw.sender().filter(this::isFull).ifPresent(sender -> {
            throw new Refused(
                    Reason.BUSY,
                    "User '" + sender + "' has too many undeliverable signals. Send again when an operator has settled"
                            + " some.");
        });
        if (raw.holdFor().isPresent()) {
            checkHeld();
        }
    }

    /**
     * Refuses a signal that may have to be held if too many are.
     *
     * @throws Refused {@code BUSY}, without any effect
     */
    public void checkHeld() {
        if (settings.mostHeld() > 0 && held >= settings.mostHeld()) {
            throw new Refused(Reason.BUSY, held + " signals are held. Send again when there are fewer.");
        }
    }

    private boolean isFull(String sender) {
        return limit() > 0 && bySender.getOrDefault(sender, 0L) >= limit();
    }

    private long limit() {
        long each = settings.mostUndeliverableOfSender();
        return isCrowded() ? (each > 0 ? Math.min(each, FEW) : FEW) : each;
    }

    private boolean isCrowded() {
        return settings.mostUndeliverable() > 0 && total() >= settings.mostUndeliverable();
    }

    private long total() {
        return bySender.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts, now and then, and tells what comes near to a bound. */
    public boolean sweep() {
        if (System.nanoTime() - next < 0) {
            return false;
        }
        next = System.nanoTime() + BETWEEN_LOOKS.toNanos();
        bySender = transaction.undeliverable();
        held = transaction.held();
        tell("undeliverable signals", total(), settings.mostUndeliverable());
        tell("held signals", held, settings.mostHeld());
        bySender.forEach((sender, count) -> {
            if (!sender.isEmpty()) {
                tell("undeliverable signals of user '" + sender + "'", count, settings.mostUndeliverableOfSender());
                if (isFull(sender)) {
                    refuseAtBroker(sender);
                }
            }
        });
        return false;
    }

    private void tell(String what, long count, long most) {
        if (most <= 0 || count < most * NEAR) {
            told.remove(what);
        } else if (!Boolean.valueOf(count >= most).equals(told.put(what, count >= most))) {
            if (count >= most) {
                GateLog.LOG.bound(what, count, most);
            } else {
                GateLog.LOG.nearBound(count, what, most);
            }
        }
    }

    /** The broker inside the server has the bean; an external one does not. */
    private static void refuseAtBroker(String sender) {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("org.signalbox:type=SenderLimits"),
                            "refuse",
                            new Object[] {sender, REFUSED_SECONDS},
                            new String[] {String.class.getName(), long.class.getName()});
        } catch (JMException | RuntimeException e) {
            GateLog.LOG.brokerNotTold(sender, e.toString());
        }
    }
}
