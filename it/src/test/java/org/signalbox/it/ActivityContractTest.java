package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.it.workflow.Contract;
import org.signalbox.it.workflow.OneByOne;
import org.signalbox.it.workflow.Outcomes;
import org.signalbox.it.workflow.OutcomesBean;
import org.signalbox.it.workflow.Switches;
import org.signalbox.server.User;
import org.signalbox.testkit.ScheduledActivity;
import org.signalbox.testkit.TestKit;

/** One script of what can happen to activities: an author reads the same texts in the test kit and on the server. */
@OnServer
class ActivityContractTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<String> ALONE = List.of(
            "act:causes",
            "act:terminal",
            "act:without message",
            "act:deep",
            "act:retry after",
            "act:large",
            "startToClose:none",
            "scheduleToStart:none",
            "scheduleToClose:none",
            "heartbeat:none");

    private final SignalboxServer server;

    ActivityContractTest(SignalboxServer server) {
        this.server = server;
    }

    /** Where the script is carried out. */
    private interface Place {

        void start(String method, String how, String id);

        /** Waits until attempts have noted so many tokens. */
        List<String> tokens(String id, int count);

        /** Waits until an activity has a failure. */
        void awaitFailure(String id);

        void enough(String id);

        /** {@code done}, or why not. */
        String complete(String token, String json);

        String heartbeat(String token);

        /** Waits for the end of the run. */
        String result(String id);

        /** The text of the first activity's last failure. */
        String failure(String id);
    }

    @Test
    void the_test_kit_and_the_server_tell_an_author_the_same() {
        Map<String, String> kit = script(new Kit());

        assertThat(script(new Server())).containsExactlyEntriesOf(kit);
        assertThat(kit.get("act:causes"))
                .isEqualTo("java.lang.IllegalStateException | activity Outcomes.act failed:"
                        + " java.lang.IllegalStateException: outer\uFFFD\n"
                        + "caused by java.lang.IllegalArgumentException: inner");
        assertThat(kit.get("earlier token")).isEqualTo("7");
        assertThat(kit.get("strict earlier token")).startsWith("CLOSED");
    }

    /** What can be read of everything that happens, by name. */
    private static Map<String, String> script(Place place) {
        Map<String, String> read = new LinkedHashMap<>();
        ALONE.forEach(name ->
                place.start(name.substring(0, name.indexOf(':')), name.substring(name.indexOf(':') + 1), id(name)));
        place.tokens(id("scheduleToStart:none"), 1);
        place.enough(id("scheduleToStart:none"));
        outside(place, read);
        earlierToken(place, read);
        cancelled(place, read);
        for (String name : ALONE) {
            read.put(name, place.result(id(name)));
            read.put(name + ", failure", place.failure(id(name)));
        }
        read.replaceAll((name, text) -> text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "(time)"));
        return read;
    }

    private static String id(String name) {
        return "contract-" + name.replaceAll("\\W", "-");
    }

    private static void outside(Place place, Map<String, String> read) {
        place.start("act", "later", "contract-outside");
        String token = place.tokens("contract-outside", 1).get(0);
        read.put("no result", place.complete(token, "[1]"));
        read.put("no token", place.complete("AAAA.AAAA", "\"7\""));
        read.put("completed", place.complete(token, "\"7\""));
        read.put("completed again", place.complete(token, "\"7\""));
        read.put("completed otherwise", place.complete(token, "\"8\""));
        read.put("heartbeat after the end", place.heartbeat(token));
        read.put("outside", place.result("contract-outside"));
    }

    private static void earlierToken(Place place, Map<String, String> read) {
        place.start("act", "first fails", "contract-earlier");
        List<String> tokens = place.tokens("contract-earlier", 2);
        read.put("earlier heartbeat", place.heartbeat(tokens.get(0)));
        read.put("earlier failure", place.failure("contract-earlier"));
        read.put("earlier completes", place.complete(tokens.get(0), "\"7\""));
        read.put("current afterwards", place.complete(tokens.get(1), "\"8\""));
        read.put("earlier token", place.result("contract-earlier"));

        place.start("strict", "first fails", "contract-strict");
        tokens = place.tokens("contract-strict", 2);
        read.put("strict earlier token", place.complete(tokens.get(0), "\"7\""));
        read.put("strict current token", place.complete(tokens.get(1), "\"8\""));
        read.put("strict", place.result("contract-strict"));
    }

    private static void cancelled(Place place, Map<String, String> read) {
        place.start("cancel", "later", "contract-cancel-outside");
        String token = place.tokens("contract-cancel-outside", 1).get(0);
        place.start("cancel", "back-off", "contract-cancel-waiting");
        place.awaitFailure("contract-cancel-waiting");
        for (String id : List.of("contract-cancel-outside", "contract-cancel-waiting")) {
            place.enough(id);
            read.put(id, place.result(id));
            read.put(id + ", failure", place.failure(id));
        }
        read.put("completed after it was cancelled", place.complete(token, "\"7\""));
    }

    private static final class Kit implements Place {

        private final TestKit kit = TestKit.of(Contract.class);

        Kit() {
            OutcomesBean bean = new OutcomesBean(kit.activityContext());
            kit.activities(Outcomes.class, bean);
            kit.activities(OneByOne.class, bean);
        }

        @Override
        public void start(String method, String how, String id) {
            kit.start("contract", new WorkflowId(id), new Contract.Task(method, how, id));
        }

        @Override
        public List<String> tokens(String id, int count) {
            for (int i = 0; i < 60 && Switches.notes(id).size() < count; i++) {
                kit.advance(Duration.ofSeconds(1));
            }
            return Switches.notes(id);
        }

        @Override
        public void awaitFailure(String id) {
            assertThat(activity(id).failure()).isPresent();
        }

        @Override
        public void enough(String id) {
            kit.signal(SignalRequest.of(id, "enough"));
        }

        @Override
        public String complete(String token, String json) {
            return answer(() -> kit.complete(new ActivityToken(token), read(json)));
        }

        private static Object read(String json) {
            try {
                return new ObjectMapper().readValue(json, Object.class);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public String heartbeat(String token) {
            return answer(() -> kit.heartbeat(new ActivityToken(token), null));
        }

        private static String answer(Runnable call) {
            try {
                call.run();
                return "done";
            } catch (Refused e) {
                return e.reason() + " " + e.getMessage();
            }
        }

        @Override
        public String result(String id) {
            for (int i = 0;
                    i < 60
                            && kit.instance(new WorkflowId(id))
                                    .orElseThrow()
                                    .result()
                                    .isEmpty();
                    i++) {
                kit.advance(Duration.ofSeconds(1));
            }
            return text(kit.instance(new WorkflowId(id)).orElseThrow().result().orElse("none"));
        }

        @Override
        public String failure(String id) {
            return activity(id).failure().orElse("null");
        }

        private ScheduledActivity activity(String id) {
            List<ScheduledActivity> all = new ArrayList<>(kit.activities(new WorkflowId(id)));
            return all.get(all.size() - 1);
        }
    }

    private static String text(String json) {
        try {
            return new ObjectMapper().readTree(json).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private final class Server implements Place {

        private final Probe probe = server.probe();
        private final RestClient rest = server.rest(User.WORKER);

        @Override
        public void start(String method, String how, String id) {
            assertThat(probe.startWith(
                            "contract",
                            id,
                            "{\"method\":\"%s\",\"how\":\"%s\",\"key\":\"%s\"}".formatted(method, how, id)))
                    .isEqualTo("run 1");
        }

        @Override
        public List<String> tokens(String id, int count) {
            await().atMost(LIMIT).until(() -> probe.notes(id).size() >= count);
            // the method that has noted the last one may still be called
            await().atMost(LIMIT)
                    .until(() ->
                            probe.number("select count(*) from activity where workflow_id = ? and outside = true", id)
                                    == 1);
            return probe.notes(id);
        }

        @Override
        public void awaitFailure(String id) {
            await().atMost(LIMIT)
                    .until(() -> probe.number(
                                    "select count(*) from activity where workflow_id = ? and failure is not null", id)
                            == 1);
        }

        @Override
        public void enough(String id) {
            try (Sender sender = server.sender()) {
                sender.ask(Draft.empty().signal("enough").to(id));
            }
        }

        @Override
        public String complete(String token, String json) {
            return answer(RestCall.post("activities", token, "complete").json(json));
        }

        @Override
        public String heartbeat(String token) {
            return answer(RestCall.post("activities", token, "heartbeat"));
        }

        private String answer(RestCall call) {
            RestAnswer answer = rest.call(call);
            return answer.status() < 300 ? "done" : answer.reason() + " " + answer.text("detail");
        }

        @Override
        public String result(String id) {
            await().atMost(LIMIT)
                    .until(() -> probe.text("select status from instance where workflow_id = ?", id)
                            .equals("COMPLETED"));
            return text(probe.text("select result from instance where workflow_id = ?", id));
        }

        @Override
        public String failure(String id) {
            return probe.text("select failure from activity where workflow_id = ? order by ordinal desc", id);
        }
    }
}
