package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The application is stopped under traffic, with handlers and activities under way that take long and fail when interrupted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReloadTest {

    /** Two lines for each of those that were under way, and what the container itself has to say. */
    private static final int FEW = 60;

    /** While WildFly itself starts or stops, its port may be open without host or filter: then it answers a bare page. */
    private static final List<Integer> BARE = List.of(503, 401, 404);

    private final HttpClient http = HttpClient.newHttpClient();
    /** By both tests: what is still missing is found by their number. */
    private final List<Sent> sent = new ArrayList<>();

    private Rig rig;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        rig = Rig.postgreSql(directory);
        rig.start();
    }

    @AfterAll
    void stop() throws IOException {
        rig.close();
    }

    @Test
    void a_reload_ends_intake_first_and_is_nobodys_failure() throws Exception {
        away("reload", ":reload", BARE);
    }

    @Test
    void so_does_a_replaced_deployment() throws Exception {
        away("replaced", "/deployment=signalbox.ear:redeploy", List.of(503, 401));
    }

    private void away(String name, String command, List<Integer> expected) throws Exception {
        long before = complaints();
        try (Load load = new Load(rig.post(), rig::handled, name, 2, 20, 3)) {
            haveSit(name + "-activity", "have");
            eventually()
                    .until(() -> rig.number("select count(*) from activity where state = 'RUNNING'"
                                    + " and workflow_id like '" + name + "%'")
                            == 3);
            // afterwards: a session with a handler that takes long keeps what it has fetched
            haveSit(name, "sit");
            int first = load.count();
            eventually().until(load::count, n -> n > first + 200);

            Caller caller = new Caller();
            caller.start();
            assertThat(rig.administer(command)).contains("success");
            eventually().until(rig.server()::isReady);
            caller.end();
            assertThat(caller.answers)
                    .as("answers while the application was away")
                    .anyMatch(a -> a.status == 503);
            assertThat(caller.answers)
                    .filteredOn(a -> !expected.contains(a.status))
                    .isEmpty();
            assertThat(caller.answers)
                    .filteredOn(a -> a.status == 503 && !a.body.isEmpty())
                    .filteredOn(a -> !expected.contains(404) || !a.type.equals("text/html"))
                    .filteredOn(a -> a.retryAfter.isEmpty() || !a.type.equals("application/problem+json"))
                    .isEmpty();
            sent.addAll(load.end());
        }
        eventually().until(() -> IntStream.range(0, 3).allMatch(n -> sat(name + "-" + n) == 1));
        eventually().until(() -> IntStream.range(0, 3).allMatch(n -> sat(name + "-activity-" + n) == 1));
        assertThat(rig.number("select coalesce(max(attempt), 0) from activity where workflow_id like '" + name + "%'"))
                .as("attempts that were counted")
                .isOne();
        rig.settle(sent);
        assertThat(rig.faults(sent)).isEmpty();
        assertThat(rig.logged("SIGBOX0103")).as("an instance was parked").isFalse();
        assertThat(complaints() - before).as("WARN and ERROR lines").isLessThan(FEW);
    }

    private int sat(String id) {
        try {
            return rig.query(id, "sat");
        } catch (IOException | InterruptedException e) {
            return -1;
        }
    }

    /** Without those that the test itself causes by asking whether the server is ready. */
    private long complaints() {
        return rig.logLines(" ERROR ") + rig.logLines(" WARN ") - rig.logLines("WFLYMPHEALTH0003");
    }

    /** Three instances, for 15 s. */
    private void haveSit(String name, String signal) throws JMSException {
        List<Sent> signals = IntStream.range(0, 3)
                .mapToObj(n -> new Sent(name + "-" + n, name, 1))
                .toList();
        rig.post()
                .send(signals.stream()
                        .map(s -> Post.item(s, "sitter", "", signal, "15000"))
                        .toList());
        sent.addAll(signals);
    }

    private record Answer(int status, String type, String retryAfter, String body) {}

    /** Calls the interface again and again, without a log-in; whoever answers at all says who it is. */
    private final class Caller extends Thread {

        private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean over = new AtomicBoolean();

        @Override
        public void run() {
            HttpRequest request = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:" + rig.server().httpPort() + "/signalbox/api/v1/instances/x/signals/y"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            while (!over.get()) {
                try {
                    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                    answers.add(new Answer(
                            answer.statusCode(),
                            answer.headers().firstValue("Content-Type").orElse(""),
                            answer.headers().firstValue("Retry-After").orElse(""),
                            answer.body()));
                } catch (IOException notThere) {
                    // the port is closed
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void end() throws InterruptedException {
            over.set(true);
            join();
        }
    }
}
