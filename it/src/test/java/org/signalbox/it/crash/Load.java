package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.signalbox.server.ServerProcess;

/**
 * Several senders at once, each with its own numbering over instances in random order, that send until they are told to
 * end. What a sender could not commit, it sends again in the same order before anything else.
 *
 * <p>Some messages carry a group sequence, also one that would reset the group. Some batches have a delivery delay: they have a numbering of
 * their own, because they come later than plain signals that were sent after them. Their due times ascend, so they come in the
 * order of their numbers.
 */
final class Load implements AutoCloseable {

    private static final int BATCH = 40;
    private static final long PAUSE_MILLIS = 100;
    private static final int MOST_WAITING = 5_000;
    private static final long LOOK_EVERY = 500_000_000;
    private static final int CHORE_EVERY = 25;
    private static final int REPEAT_EVERY = 5;
    private static final int DELAYED_EVERY = 8;
    private static final int DELAYED = 10;
    private static final int LONGEST_DELAY_MILLIS = 3_000;
    private static final int SEQUENCE_EVERY = 10;
    private static final List<Integer> SEQUENCES = List.of(-1, 0, 1, Integer.MIN_VALUE, Integer.MAX_VALUE);

    private final Post post;
    private final Optional<LongSupplier> handled;
    private final long before;
    private long taken;
    private long looked = System.nanoTime();
    private final int instances;
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch ending = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Load(ServerProcess server, int senders, int instances, long seed) {
        this(new Post(server), Optional.empty(), "s", senders, instances, seed);
    }

    /**
     * @param handled how much the engine has handled, of which no more than some thousands of signals may be wanting; less than
     *     0 if nobody knows
     * @param names the first part of the senders' names, which must be new to the instances
     */
    Load(Post post, LongSupplier handled, String names, int senders, int instances, long seed) {
        this(post, Optional.of(handled), names, senders, instances, seed);
    }

    private Load(Post post, Optional<LongSupplier> handled, String names, int senders, int instances, long seed) {
        this.post = post;
        this.handled = handled;
        this.before = Math.max(0, handled.map(LongSupplier::getAsLong).orElse(0L));
        this.taken = 0;
        this.instances = instances;
        for (int i = 0; i < senders; i++) {
            String name = names + i;
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> run(name, random), "load-" + name);
            threads.add(thread);
            thread.start();
        }
    }

    int count() {
        return sent.size();
    }

    /** Ends when every sender has brought its last batch to the broker. */
    List<Sent> end() {
        ending.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        end();
    }

    private void run(String name, Random random) {
        Numbering plain = new Numbering(name, random);
        Numbering delayed = new Numbering(name + "-delayed", random);
        long lastDue = 0;
        boolean more = true;
        while (more) {
            if (!post(plain.next(BATCH), batch -> post.send(letters(batch, random)), random)) {
                return;
            }
            if (random.nextInt(DELAYED_EVERY) == 0) {
                long delay = Math.max(1 + random.nextInt(LONGEST_DELAY_MILLIS), lastDue - System.currentTimeMillis());
                if (!post(
                        delayed.next(DELAYED),
                        batch -> post.sendLater(letters(batch, random), Duration.ofMillis(delay)),
                        random)) {
                    return;
                }
                lastDue = System.currentTimeMillis() + delay;
            }
            do {
                more = !isOver();
            } while (more && isBehind());
        }
    }

    /** The numbers of one sender, which ascend. */
    private final class Numbering {

        private final String sender;
        private final Random random;
        private long number;

        Numbering(String sender, Random random) {
            this.sender = sender;
            this.random = random;
        }

        List<Sent> next(int count) {
            List<Sent> batch = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                batch.add(new Sent("tally-" + random.nextInt(instances), sender, ++number));
            }
            return batch;
        }
    }

    /** A way of sending a batch in one transaction. */
    private interface Way {
        void send(List<Sent> batch) throws JMSException;
    }

    /** Whether the engine has so much to do that nothing is gained by more. */
    private synchronized boolean isBehind() {
        if (handled.isEmpty()) {
            return false;
        }
        if (sent.size() - taken > MOST_WAITING && System.nanoTime() - looked > LOOK_EVERY) {
            long now = handled.get().getAsLong();
            taken = now < 0 ? taken : now - before;
            looked = System.nanoTime();
        }
        return sent.size() - taken > MOST_WAITING;
    }

    /** Some senders don't know what they have sent already. */
    private static List<Sent> withRepetition(List<Sent> batch, Random random) {
        if (random.nextInt(REPEAT_EVERY) > 0) {
            return batch;
        }
        List<Sent> more = new ArrayList<>(batch);
        more.add(batch.get(random.nextInt(batch.size())));
        return more;
    }

    /**
     * Sends it until the broker has it.
     *
     * @return false if it was told to give up
     */
    private boolean post(List<Sent> batch, Way way, Random random) {
        while (true) {
            try {
                way.send(withRepetition(batch, random));
                sent.addAll(batch);
                return true;
            } catch (JMSException e) {
                isOver();
                if (Thread.currentThread().isInterrupted()) {
                    return false;
                }
            }
        }
    }

    private static List<Post.Writing> letters(List<Sent> batch, Random random) {
        return batch.stream().map(sent -> letter(sent, random)).toList();
    }

    private static Post.Writing letter(Sent sent, Random random) {
        Post.Writing letter = sent.number() % CHORE_EVERY == 0
                ? Post.item(sent, "add", Post.json(sent, ",\"chore\":50"))
                : Post.item(sent);
        return random.nextInt(SEQUENCE_EVERY) > 0
                ? letter
                : Post.withGroupSequence(letter, SEQUENCES.get(random.nextInt(SEQUENCES.size())));
    }

    private boolean isOver() {
        try {
            return ending.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
