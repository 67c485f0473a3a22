package org.signalbox.it.crash;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.server.User;

/**
 * Updates desks over HTTP, each one after the other, until it is told to end. Whoever loses the connection, or gets no answer
 * yet, asks again under the same id.
 */
final class Asking implements AutoCloseable {

    private static final long PAUSE_MILLIS = 100;

    /** What an update to a desk was answered. */
    private record Answered(Sent sent, String result) {}

    private final Rig rig;
    private final List<String> desks;
    private final List<Answered> answers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger interrupted = new AtomicInteger();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** @param name the first part of the desks' ids */
    Asking(Rig rig, String name, int desks) {
        this.rig = rig;
        this.desks =
                IntStream.rangeClosed(1, desks).mapToObj(i -> name + "-" + i).toList();
        for (String desk : this.desks) {
            Thread thread = new Thread(() -> run(desk), "asking-" + desk);
            threads.add(thread);
            thread.start();
        }
    }

    /**
     * Ends when each update has its answer.
     *
     * @return the updates
     */
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
        return answers.stream().map(Answered::sent).toList();
    }

    /** Those of the answers that are not the same whenever they are asked for, or tell of another than one effect, in its order. */
    List<String> faults() {
        RestClient viewer = rig.rest(User.VIEWER);
        List<String> faults = new ArrayList<>();
        for (Answered one : answers) {
            Sent sent = one.sent;
            RestAnswer again =
                    viewer.callUnchecked(RestCall.get("instances", sent.workflowId(), "updates", sent.signalId()));
            String number = String.valueOf(sent.number());
            if (!one.result.equals(number) || !again.text("result").equals(number)) {
                faults.add(one + ", and asked again " + again);
            }
        }
        for (String desk : desks) {
            List<String> stamped = new ArrayList<>();
            viewer.callUnchecked(RestCall.get("instances", desk, "queries", "stamped"))
                    .json()
                    .forEach(key -> stamped.add(key.asText()));
            List<String> asked = answers.stream()
                    .map(Answered::sent)
                    .filter(sent -> sent.workflowId().equals(desk))
                    .map(Sent::signalId)
                    .toList();
            if (asked.isEmpty() || !stamped.equals(asked)) {
                faults.add(desk + " has stamped " + stamped + ", and was asked for " + asked);
            }
        }
        return faults;
    }

    /** How many updates did not get their answer the first time. */
    int interrupted() {
        return interrupted.get();
    }

    @Override
    public void close() {
        ending.countDown();
        threads.forEach(Thread::interrupt);
    }

    private void run(String desk) {
        List<RestClient> clients =
                rig.nodes().stream().map(node -> node.rest(User.SENDER)).toList();
        for (long number = 1; ending.getCount() > 0; number++) {
            Sent sent = new Sent(desk, "asking", number);
            String name = number % 2 == 0 ? "stamp" : "consider";
            RestCall call = RestCall.update(desk, name, Post.json(sent, ""))
                    .with("workflowType", "desk")
                    .id(sent.signalId());
            for (int attempt = 1;
                    !isAnswered(clients.get((int) (number + attempt) % clients.size()), call, sent);
                    attempt++) {
                if (attempt == 1) {
                    interrupted.incrementAndGet();
                }
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                pause();
            }
        }
    }

    private boolean isAnswered(RestClient client, RestCall call, Sent sent) {
        try {
            RestAnswer answer = client.callUnchecked(call);
            if (answer.status() != 200) {
                return false;
            }
            answers.add(new Answered(sent, answer.text("result")));
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
