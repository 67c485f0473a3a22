package org.signalbox.it.crash;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    record Answered(Sent sent, String result) {}

    private final Rig rig;
    private final List<Answered> answers = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger interrupted = new AtomicInteger();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Asking(Rig rig, int desks) {
        this.rig = rig;
        for (int i = 1; i <= desks; i++) {
            String desk = "desk-" + i;
            Thread thread = new Thread(() -> run(desk), "asking-" + desk);
            threads.add(thread);
            thread.start();
        }
    }

    /** Ends when each update has its answer. */
    List<Answered> end() throws InterruptedException {
        ending.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(answers);
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
        RestClient client = rig.rest(User.SENDER);
        for (long number = 1; ending.getCount() > 0; number++) {
            Sent sent = new Sent(desk, "asking", number);
            String name = number % 2 == 0 ? "stamp" : "consider";
            RestCall call = RestCall.update(desk, name, Post.json(sent, ""))
                    .with("workflowType", "desk")
                    .id(sent.signalId());
            for (int attempt = 1; !isAnswered(client, call, sent); attempt++) {
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
