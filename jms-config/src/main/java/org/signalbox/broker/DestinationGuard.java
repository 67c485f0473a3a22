package org.signalbox.broker;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.protocol.SessionCallback;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the broker's security settings can't say of the queues that clients create.
 *
 * <ul>
 *   <li>No client has a queue whose address is a wildcard over addresses of Signalbox: it would get copies of their messages.
 *   <li>A temporary queue is its user's: nobody else consumes from it, browses it, deletes it, or has receipts sent to it. It has
 *       one name, ends with its connection, and a user has a bounded number of them.
 *   <li>A session name that is in use is free for its user only, who then loses the older session.
 * </ul>
 *
 * <p>Sessions without a user are those inside the server, which are trusted.
 */
public final class DestinationGuard implements ActiveMQServerPlugin {

    /** System property: how many queues a user may have created at a time. */
    static final String MOST_QUEUES = "signalbox.broker.queues.per.user";

    private final Refusals refusals = new Refusals("SIGBOX0031");
    private final int mostQueues = Integer.getInteger(MOST_QUEUES, 1000);
    private final AtomicReference<@Nullable ActiveMQServer> server = new AtomicReference<>();
    private final Map<String, Set<SimpleString>> queuesOf = new ConcurrentHashMap<>();

    /** Made by the broker. */
    public DestinationGuard() {}

    @Override
    public void registered(ActiveMQServer broker) {
        broker.getConfiguration().setUuidNamespace(TemporaryNames.NAMESPACE);
        server.set(broker);
        queuesOf.clear();
    }

    @Override
    public void beforeCreateQueue(QueueConfiguration queue) throws ActiveMQException {
        SimpleString user = queue.getUser();
        if (user == null) {
            return;
        }
        SimpleString address = queue.getAddress();
        if (TemporaryNames.isWildcardOverOurs(address)) {
            throw refused(user, "no queue may have the wildcard address " + address);
        }
        if (TemporaryNames.isInNamespace(address)) {
            throw refused(user, "no queue may have the address " + address);
        }
        if (TemporaryNames.isTemporary(address) && !(queue.isTemporary() && address.equals(queue.getName()))) {
            throw refused(user, "the queue " + queue.getName() + " must be temporary, with its own name as address");
        }
        if (queuesOf.getOrDefault(user.toString(), Set.of()).size() >= mostQueues) {
            throw refused(user, "there are " + mostQueues + " queues of this user already (" + MOST_QUEUES + ")");
        }
    }

    @Override
    public void afterCreateQueue(Queue queue) {
        SimpleString user = queue.getUser();
        if (user != null && !queue.isDurable()) {
            queuesOf.computeIfAbsent(user.toString(), name -> ConcurrentHashMap.newKeySet())
                    .add(queue.getName());
        }
    }

    @Override
    public void afterDestroyQueue(
            Queue queue,
            SimpleString address,
            SecurityAuth session,
            boolean checkConsumerCount,
            boolean removeConsumers,
            boolean autoDeleteAddress) {
        SimpleString user = queue.getUser();
        if (user != null) {
            queuesOf.getOrDefault(user.toString(), ConcurrentHashMap.newKeySet())
                    .remove(queue.getName());
        }
    }

    /** The consumer is there already; it has had nothing, because its client has not yet said how much it takes. */
    @Override
    public void afterCreateConsumer(ServerConsumer consumer) throws ActiveMQException {
        Queue queue = consumer.getQueue();
        if (!queue.isTemporary()) {
            return;
        }
        ServerSession session = broker().getSessionByID(consumer.getSessionID());
        String user = session == null ? null : session.getValidatedUser();
        if (!isForeign(queue, user)) {
            return;
        }
        try {
            consumer.close(true);
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        throw refused(user, "the temporary queue " + queue.getName() + " is another user's");
    }

    @Override
    public void beforeDestroyQueue(
            Queue queue,
            SecurityAuth session,
            boolean checkConsumerCount,
            boolean removeConsumers,
            boolean autoDeleteAddress)
            throws ActiveMQException {
        if (session instanceof ServerSession client
                && queue.isTemporary()
                && isForeign(queue, client.getValidatedUser())) {
            throw refused(client.getValidatedUser(), "the temporary queue " + queue.getName() + " is another user's");
        }
    }

    /** Receipts are sent with the server's rights, so the sender's are looked at here. */
    @Override
    public void beforeSend(
            ServerSession session, @Nullable Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        String user = session.getValidatedUser();
        SimpleString address = message.getAddressSimpleString();
        if (user == null || address == null || !SignalQueues.isGuarded(CompositeAddress.extractAddressName(address))) {
            return;
        }
        if (CompositeAddress.isFullyQualified(address)) {
            throw Refusals.failing(
                    tx,
                    refused(user, "send to " + CompositeAddress.extractAddressName(address) + ", not to " + address));
        }
        SimpleString replyTo = message.getReplyTo();
        if (replyTo == null) {
            return;
        }
        // JMS clients put the kind before the name, such as temp-queue://
        String name = CompositeAddress.extractQueueName(replyTo.toString().replaceFirst("^[a-z-]+://", ""));
        Queue queue = broker().locateQueue(name);
        if (queue != null && queue.isTemporary() && isForeign(queue, user)) {
            throw Refusals.failing(tx, refused(user, "the reply queue " + queue.getName() + " is another user's"));
        }
    }

    /** After a log-in. A client that has lost its connection creates its session again under the old name. */
    @Override
    public void beforeCreateSession(
            String name,
            String username,
            int minLargeMessageSize,
            RemotingConnection connection,
            boolean autoCommitSends,
            boolean autoCommitAcks,
            boolean preAcknowledge,
            boolean xa,
            String defaultAddress,
            SessionCallback callback,
            boolean autoCreateQueues,
            OperationContext context,
            Map<SimpleString, RoutingType> prefixes)
            throws ActiveMQException {
        ServerSession older = broker().getSessionByID(name);
        if (older == null) {
            return;
        }
        if (!Objects.equals(older.getUsername(), username)) {
            throw refused(username, "the session name " + name + " is another user's");
        }
        try {
            older.close(true);
        } catch (ActiveMQException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isForeign(Queue queue, @Nullable String user) {
        return user != null
                && queue.getUser() != null
                && !user.equals(queue.getUser().toString());
    }

    private ActiveMQSecurityException refused(@Nullable CharSequence user, String why) {
        String what = "Refused to user '" + user + "': " + why;
        refusals.tell(what);
        return new ActiveMQSecurityException(what);
    }

    private ActiveMQServer broker() {
        ActiveMQServer registered = server.get();
        if (registered == null) {
            throw new IllegalStateException("the plugin is not registered with a broker");
        }
        return registered;
    }
}
