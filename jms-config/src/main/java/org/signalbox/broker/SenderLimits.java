package org.signalbox.broker;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what one user may send to the queue of signals, and notes on each signal who sent it. What is beyond a bound is refused to its
 * sender when it is sent, so nothing that was accepted gets lost. The servers themselves, and connections without a user, are not bounded.
 */
public final class SenderLimits implements ActiveMQServerPlugin, SenderLimitsMBean {

    /** Who sent the signal; what a sender itself writes there is overwritten. */
    static final SimpleString USER = SimpleString.of("signalboxUser");

    private static final Logger LOG = Logger.getLogger("org.signalbox.broker");
    private static final int MOST_USERS = 10_000;
    private static final long BURST_SECONDS = 10;
    private static final long TOLD_AGAIN = TimeUnit.MINUTES.toNanos(1);

    private final long signalsPerSecond;
    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Budget> budgets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
            return size() > MOST_USERS;
        }
    };
    private final Map<String, Long> refused = new ConcurrentHashMap<>();

    /** Made by the broker; the bounds are system properties. */
    public SenderLimits() {
        this(
                Long.getLong("signalbox.sender.signals-per-second", 20_000),
                Long.getLong("signalbox.sender.bytes-per-second", 100_000_000),
                System::nanoTime);
    }

    SenderLimits(long signalsPerSecond, long bytesPerSecond, LongSupplier nanoTime) {
        this.signalsPerSecond = signalsPerSecond;
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
    }

    @Override
    public void registered(@Nullable ActiveMQServer server) {
        try {
            ObjectName name = new ObjectName(NAME);
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(name)) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            }
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
        } catch (JMException e) {
            LOG.log(Level.WARNING, "SIGBOX0629: Open refusals of senders are not bounded over JMS", e);
        }
    }

    @Override
    public void beforeSend(
            ServerSession session, @Nullable Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        SimpleString address = message.getAddressSimpleString();
        if (address == null || !SignalQueues.isGuarded(CompositeAddress.extractAddressName(address))) {
            return;
        }
        String user = session.getValidatedUser();
        if (user == null) {
            return;
        }
        try {
            admit(user, message.getWholeMessageSize());
        } catch (ActiveMQException refusal) {
            throw Refusals.failing(tx, refusal);
        }
        message.setBrokerProperty(USER, SimpleString.of(user));
    }

    /** @throws ActiveMQException if this user must not send now */
    void admit(String user, long bytes) throws ActiveMQException {
        long now = nanoTime.getAsLong();
        Long until = refused.get(user);
        if (until != null && until - now > 0) {
            throw tooMuch(user, "has too many undeliverable signals; an operator must settle some", now);
        }
        String why;
        synchronized (budgets) {
            why = budgets.computeIfAbsent(user, u -> new Budget(now)).take(bytes, now);
        }
        if (why != null) {
            throw tooMuch(user, why, now);
        }
    }

    private ActiveMQException tooMuch(String user, String why, long now) {
        boolean tell;
        synchronized (budgets) {
            tell = budgets.computeIfAbsent(user, u -> new Budget(now)).mayTell(now);
        }
        if (tell) {
            LOG.log(Level.WARNING, "SIGBOX0628: Refuses signals of user ''{0}'' over JMS: the user {1}", new Object[] {
                user, why
            });
        }
        return new ActiveMQAddressFullException(
                "The signal was not accepted: user '" + user + "' " + why + ". Send it again later");
    }

    @Override
    public void refuse(String user, long seconds) {
        refused.values().removeIf(until -> until - nanoTime.getAsLong() <= 0);
        if (seconds > 0 && refused.size() < MOST_USERS) {
            refused.put(user, nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(seconds));
        } else {
            refused.remove(user);
        }
    }

    /** What a user may still send. It fills up to ten seconds' worth. */
    private final class Budget {

        private double signals = (double) signalsPerSecond * BURST_SECONDS;
        private double bytes = (double) bytesPerSecond * BURST_SECONDS;
        private long since;
        private long told;
        private boolean toldOnce;

        Budget(long now) {
            since = now;
        }

        /** @return why not, or null */
        @Nullable
        String take(long size, long now) {
            double seconds = (now - since) / 1e9;
            since = now;
            signals = Math.min((double) signalsPerSecond * BURST_SECONDS, signals + seconds * signalsPerSecond);
            bytes = Math.min((double) bytesPerSecond * BURST_SECONDS, bytes + seconds * bytesPerSecond);
            if (signalsPerSecond > 0 && signals < 1) {
                return "sends more than " + signalsPerSecond + " signals a second";
            }
            if (bytesPerSecond > 0 && bytes < 0) { // one large signal may overdraw it
                return "sends more than " + bytesPerSecond + " bytes a second";
            }
            signals--;
            bytes -= size;
            return null;
        }

        boolean mayTell(long now) {
            if (toldOnce && now - told < TOLD_AGAIN) {
                return false;
            }
            toldOnce = true;
            told = now;
            return true;
        }
    }
}
