package org.signalbox.broker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Consumer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a bucket of groups of one queue to another consumer only when nothing of it is in delivery at the one that had it.
 *
 * <p>The broker chooses the consumer of a message; this class only accepts or refuses the choice. So it does not matter why the broker forgot who had a
 * group: an operator has reset groups, a consumer has joined and the queue rebalances, a setting has changed.
 *
 * <p>Proof of order. When a message is refused, the broker's iterator passes it and goes on to later ones. So from then on every message of its bucket
 * is refused, to every consumer, until all iterators begin again at the head of the queue: that and the end of the refusals happen
 * together, under the queue's monitor. An iterator that begins at the head meets the messages of a bucket in their order.
 *
 * <p>A bucket may have a {@linkplain Destinations destination}: then only consumers of that server may have its next message. Those of other servers
 * pass the messages of the bucket, those of the destination do not, so the one that gets the first message is the first to meet any, and
 * it meets them in their order. What others have passed is behind them: so once the first message is given, the rest of the bucket is refused until
 * all iterators have begun again.
 *
 * <p>A consumer that is {@linkplain StuckConsumers stuck} gets only messages of buckets of which it has some in delivery. It passes the others, as a
 * consumer of another server does if there is a destination, and the rest of such a bucket is refused in the same way.
 *
 * <p>Proof of progress. While messages of a bucket are refused, the next {@link #lookAgain} is scheduled. A consumer that has nothing of the bucket in
 * delivery, or has ended, does not stand in the way. A destination whose server has no consumer any more is forgotten by {@link #share}.
 *
 * <p>All fields are guarded by the queue's monitor.
 */
final class GroupOrder {

    /** How many buckets a queue gets that has none: then the broker would remember each group for ever. */
    static final int STANDARD_BUCKETS = 4096;

    /** The group by which Artemis knows a bucket, without its number. */
    private static final SimpleString BUCKET_KEY = SimpleString.of("_AMQ_GROUP_BUCKET_INT_KEY_");

    /** While a bucket moves, the broker looks through the head of the queue again and again. */
    private static final int MOVES_AT_ONCE = 256;

    private static final long SHORTEST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 100;

    /** A consumer that has not got through its end by then is not waited for. */
    private static final long LONGEST_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Queue queue;
    private final Supplier<ScheduledExecutorService> scheduler;
    private final Function<ServerConsumer, Optional<String>> serverOf;
    private final ArrivalNumbers numbers = new ArrivalNumbers();
    private final IdentityHashMap<ServerConsumer, Long> closing = new IdentityHashMap<>();

    /** Which buckets a consumer has in delivery; empty unless messages are refused. */
    private final IdentityHashMap<ServerConsumer, BitSet> inDelivery = new IdentityHashMap<>();

    private @Nullable ServerConsumer[] owners = new ServerConsumer[0];
    private boolean[] passed = new boolean[0];
    private final StuckConsumers stuck = new StuckConsumers();

    /** Of which a consumer that is stuck has passed a message since all iterators began at the head of the queue. */
    private final BitSet passedByStuck = new BitSet();

    private Destinations destinations = new Destinations(0);
    private volatile Arrivals arrivals = new Arrivals(0);

    /** Messages of any bucket have been refused, because the buckets are no longer those that the queue has. */
    private boolean allPassed;

    private @Nullable Future<?> nextLook;
    private long pauseMillis = SHORTEST_PAUSE_MILLIS;
    private long lastLook;

    /** @param serverOf names the server that a consumer belongs to */
    GroupOrder(
            Queue queue,
            Supplier<ScheduledExecutorService> scheduler,
            Function<ServerConsumer, Optional<String>> serverOf) {
        this.queue = queue;
        this.scheduler = scheduler;
        this.serverOf = serverOf;
    }

    boolean isOf(Queue other) {
        return queue == other;
    }

    boolean isOf(@Nullable SimpleString name) {
        return queue.getName().equals(name);
    }

    /** The message is on its way to the queue. Any thread. */
    void arrives(Message message) {
        SimpleString group = message.getGroupID();
        if (group != null) {
            arrivals.count(group);
        }
    }

    ArrivalNumbers numbers() {
        return numbers;
    }

    /** Whether the consumer may have the message now. The caller has the queue's monitor. */
    boolean accepts(ServerConsumer consumer, MessageReference reference) {
        if (allPassed || (owners.length != buckets() && !begin())) {
            allPassed = true;
            return refused();
        }
        int bucket = bucketOf(reference);
        if (passed[bucket]) {
            return refused();
        }
        String destination = destinations.of(bucket);
        if (destination != null && !isOf(destination, consumer)) {
            destinations.passedByOther(bucket);
            return false;
        }
        ServerConsumer owner = owners[bucket];
        if (stuck.contains(consumer) && (owner == null || !hasInDelivery(owner, bucket))) {
            owners[bucket] = null;
            queue.resetGroup(groupOf(bucket));
            passedByStuck.set(bucket);
            return refused();
        }
        if (owner != consumer) {
            if (owner != null && hasInDelivery(owner, bucket)) {
                passed[bucket] = true;
                return refused();
            }
            owners[bucket] = consumer;
        }
        boolean passedByOthers = destination != null && destinations.reached(bucket);
        if (passedByOthers || passedByStuck.get(bucket)) {
            passed[bucket] = true;
            refused();
        }
        BitSet known = inDelivery.get(consumer);
        if (known != null) {
            known.set(bucket);
        }
        return true;
    }

    void closing(ServerConsumer consumer) {
        synchronized (queue) {
            closing.put(consumer, System.nanoTime());
        }
    }

    void closed(ServerConsumer consumer) {
        synchronized (queue) {
            closing.remove(consumer);
            for (int bucket = 0; bucket < owners.length; bucket++) {
                if (owners[bucket] == consumer) {
                    owners[bucket] = null;
                }
            }
        }
    }

    /** The longer it lasts, the rarer the looks: each passes all that waits at the head of the queue. */
    private boolean refused() {
        if (nextLook == null) {
            long sinceLook = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastLook);
            pauseMillis = sinceLook > LONGEST_PAUSE_MILLIS
                    ? SHORTEST_PAUSE_MILLIS
                    : Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
            try {
                nextLook = scheduler.get().schedule(this::lookAgain, pauseMillis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                // the broker ends, and delivers nothing any more
            }
        }
        return false;
    }

    private void lookAgain() {
        synchronized (queue) {
            nextLook = null;
            lastLook = System.nanoTime();
            allPassed = false;
            Arrays.fill(passed, false);
            inDelivery.clear();
            if (owners.length != buckets() && !isAnythingInDelivery()) {
                divide();
            }
            beginAtHead();
        }
        queue.deliverAsync();
    }

    private void beginAtHead() {
        passedByStuck.clear();
        destinations.beginAtHead();
        queue.resetAllIterators();
    }

    /**
     * Gives each server its fair share of buckets, some at a time. To be called once a second.
     *
     * @return to which servers so many buckets will go
     */
    Map<String, Integer> share() {
        Map<String, Integer> moved = new HashMap<>();
        synchronized (queue) {
            List<ServerConsumer> living = consumers();
            Map<String, Integer> consumers = byServer(living);
            boolean othersAreStuck = stuck.look(living);
            boolean changed = destinations.keepOnly(consumers.keySet()) || othersAreStuck;
            arrivals.look();
            if (consumers.size() > 1 && owners.length == buckets()) {
                for (ServerShares.Move move : new ServerShares(owned(), consumers).moves(MOVES_AT_ONCE)) {
                    destinations.set(move.bucket(), move.server());
                    queue.resetGroup(groupOf(move.bucket()));
                    moved.merge(move.server(), 1, Integer::sum);
                }
            }
            if (!changed && moved.isEmpty()) {
                return moved;
            }
            beginAtHead();
        }
        queue.deliverAsync();
        return moved;
    }

    private boolean isOf(String server, ServerConsumer consumer) {
        return serverOf.apply(consumer).filter(server::equals).isPresent();
    }

    private static SimpleString groupOf(int bucket) {
        return BUCKET_KEY.concat(String.valueOf(bucket));
    }

    private List<ServerConsumer> consumers() {
        List<ServerConsumer> found = new ArrayList<>();
        for (Consumer consumer : queue.getConsumers()) {
            if (consumer instanceof ServerConsumer one && !one.isClosed() && !closing.containsKey(one)) {
                found.add(one);
            }
        }
        return found;
    }

    private Map<String, Integer> byServer(List<ServerConsumer> consumers) {
        Map<String, Integer> found = new HashMap<>();
        for (ServerConsumer consumer : consumers) {
            serverOf.apply(consumer).ifPresent(server -> found.merge(server, 1, Integer::sum));
        }
        return found;
    }

    private List<ServerShares.Bucket> owned() {
        List<ServerShares.Bucket> found = new ArrayList<>();
        for (int bucket = 0; bucket < owners.length; bucket++) {
            ServerConsumer owner = owners[bucket];
            String destination = destinations.of(bucket);
            Optional<String> server =
                    destination != null || owner == null ? Optional.ofNullable(destination) : serverOf.apply(owner);
            double messages = arrivals.of(bucket);
            int number = bucket;
            server.ifPresent(name -> found.add(new ServerShares.Bucket(number, name, messages)));
        }
        return found;
    }

    /** Whether this is the first message of the queue. Later on, other buckets take effect with a look. */
    private boolean begin() {
        if (owners.length > 0 || isAnythingInDelivery()) {
            return false;
        }
        divide();
        return true;
    }

    /** Needs nothing in delivery: a bucket may be made of several that several consumers have. */
    private void divide() {
        if (!isUngrouped() && queue.getGroupBuckets() <= 0) {
            queue.setGroupBuckets(STANDARD_BUCKETS);
        }
        owners = new ServerConsumer[buckets()];
        passed = new boolean[owners.length];
        destinations = new Destinations(owners.length);
        arrivals = new Arrivals(owners.length);
    }

    private boolean isUngrouped() {
        return SignalQueues.UNGROUPED.equals(queue.getName());
    }

    /** 0 or less: the broker has none, and gets some. */
    private int buckets() {
        return isUngrouped() ? 1 : queue.getGroupBuckets();
    }

    /** As Artemis does it: a finer division would not follow its choices, a coarser one would stand in their way. */
    private int bucketOf(MessageReference reference) {
        SimpleString group = reference.getMessage().getGroupID();
        return group == null ? 0 : bucket(group, owners.length);
    }

    /** As Artemis does it. */
    static int bucket(SimpleString group, int buckets) {
        return (group.hashCode() & Integer.MAX_VALUE) % buckets;
    }

    private boolean hasInDelivery(ServerConsumer consumer, int bucket) {
        if (isClosing(consumer)) {
            return true;
        }
        if (consumer.isClosed()) {
            return false;
        }
        return inDelivery.computeIfAbsent(consumer, this::bucketsInDelivery).get(bucket);
    }

    private boolean isClosing(ServerConsumer consumer) {
        Long since = closing.get(consumer);
        return since != null && System.nanoTime() - since < LONGEST_CLOSE_NANOS;
    }

    private BitSet bucketsInDelivery(ServerConsumer consumer) {
        BitSet found = new BitSet(owners.length);
        for (MessageReference reference : consumer.getDeliveringMessages()) {
            found.set(bucketOf(reference));
        }
        return found;
    }

    private boolean isAnythingInDelivery() {
        if (closing.keySet().stream().anyMatch(this::isClosing)) {
            return true;
        }
        for (Consumer consumer : queue.getConsumers()) {
            if (!consumer.getDeliveringMessages().isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
