package org.signalbox.examples.loyalty.sender;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for the standings of many customers, a few at a time. */
class Survey implements AutoCloseable {

    private static final int QUESTIONS_AT_A_TIME = 4;

    private final StatusService service;
    private final ExecutorService askers = Executors.newFixedThreadPool(QUESTIONS_AT_A_TIME);

    Survey(StatusService service) {
        this.service = service;
    }

    /**
     * Puts the answers into {@code found}, up to the first question that the server did not answer.
     *
     * @return what kept the server from answering, if anything did
     */
    Optional<String> ask(Collection<String> customers, Map<String, Standing> found) throws InterruptedException {
        Map<String, Future<Standing>> answers = new LinkedHashMap<>();
        for (String customer : customers) {
            answers.put(customer, askers.submit(() -> service.standing(customer)));
        }
        try {
            for (Map.Entry<String, Future<Standing>> answer : answers.entrySet()) {
                found.put(answer.getKey(), answer.getValue().get());
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(obstacle(e));
        } finally {
            // After one question without an answer, the others would only wait for their time-outs.
            answers.values().forEach(answer -> answer.cancel(true));
        }
    }

    private static String obstacle(ExecutionException e) {
        if (e.getCause() instanceof StatusService.NoAnswer noAnswer) {
            return String.valueOf(noAnswer.getMessage());
        }
        if (e.getCause() instanceof UsageException wrong) {
            throw wrong;
        }
        throw new IllegalStateException("a question to the server failed", e);
    }

    @Override
    public void close() {
        askers.shutdownNow();
    }
}
