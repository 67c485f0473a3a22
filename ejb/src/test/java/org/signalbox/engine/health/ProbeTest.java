package org.signalbox.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    private final Deque<Runnable> begun = new ArrayDeque<>();
    private volatile boolean broken;

    private Object ask() {
        questions.incrementAndGet();
        if (broken) {
            throw new IllegalStateException("it is broken");
        }
        return true;
    }

    private Probe probe(Duration limit) {
        return new Probe(begun::add, this::ask, limit, FRESH, nanoTime::get);
    }

    @Test
    void what_works_has_no_failure_and_what_throws_has_its_text() {
        Probe probe = new Probe(Runnable::run, this::ask, FRESH, FRESH, nanoTime::get);
        assertThat(probe.failure()).isEmpty();

        broken = true;
        nanoTime.addAndGet(FRESH.toNanos());
        assertThat(probe.failure()).hasValueSatisfying(text -> assertThat(text).contains("it is broken"));

        broken = false;
        nanoTime.addAndGet(FRESH.toNanos());
        assertThat(probe.failure()).isEmpty();
    }

    @Test
    void an_answer_is_good_for_a_moment() {
        Probe probe = new Probe(Runnable::run, this::ask, FRESH, FRESH, nanoTime::get);
        probe.failure();
        nanoTime.addAndGet(FRESH.toNanos() - 1);
        probe.failure();
        assertThat(questions).hasValue(1);

        nanoTime.incrementAndGet();
        probe.failure();
        assertThat(questions).hasValue(2);
    }

    @Test
    void what_hangs_is_asked_once_however_many_want_to_know() {
        Probe probe = probe(Duration.ZERO);

        assertThat(probe.failure()).hasValueSatisfying(text -> assertThat(text).startsWith("no answer within"));
        nanoTime.addAndGet(FRESH.toNanos() * 100);
        assertThat(probe.failure()).isPresent();
        assertThat(begun).as("questions under way").hasSize(1);

        begun.remove().run();
        assertThat(probe.failure()).as("answered at last").isEmpty();
        assertThat(begun).isEmpty();
    }

    @Test
    void an_executor_that_takes_nothing_more_is_a_failure() {
        Probe probe = new Probe(
                task -> {
                    throw new IllegalStateException("no thread");
                },
                this::ask,
                FRESH,
                FRESH,
                nanoTime::get);

        assertThat(probe.failure()).hasValueSatisfying(text -> assertThat(text).contains("no thread"));
    }

    @Test
    void an_error_in_the_question_is_an_answer() {
        Probe probe = new Probe(
                task -> {
                    try {
                        task.run();
                    } catch (AssertionError expected) {
                        questions.incrementAndGet();
                    }
                },
                () -> {
                    throw new AssertionError("of the machine");
                },
                FRESH,
                FRESH,
                nanoTime::get);

        assertThat(probe.failure()).isPresent();
        assertThat(questions).hasValue(1);
    }
}
