package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.activity.Activity;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.UpdateRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.Sizes;
import org.signalbox.payload.Encryption;
import org.signalbox.payload.PayloadCodec;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Everything that the server keeps encoded goes through the codecs in the kit, too: events, activities, answers, held signals. */
@ExtendWith(JournalOnFailure.class)
class StoredPayloadsTest {

    private static final WorkflowId A = new WorkflowId("A");
    private static final PayloadCodec KEY = new Encryption("k1", Map.of("k1", new byte[32]));
    private static final PayloadCodec OTHER = new Encryption("k2", Map.of("k2", new byte[32]));

    @Activity(maxAttempts = 2, firstBackoff = "PT1M", scheduleToClose = "P1D")
    interface Press {
        String print(String text);
    }

    @Workflow("editor")
    static class Editor {

        private String printed = "";

        @Signal
        void print(String text, WorkflowContext wf) {
            printed += wf.activity(Press.class).print(text);
        }

        @Signal
        void order(String text, WorkflowContext wf) {
            wf.background(Press.class).print(text);
        }

        @Update
        String shout(String text) {
            return text.toUpperCase(Locale.ROOT);
        }

        @Query
        String printed() {
            return printed;
        }
    }

    /** Its author has forgotten that there are letters beyond ASCII. */
    private static final class Careless implements PayloadCodec {

        @Override
        public String name() {
            return "careless";
        }

        @Override
        public Optional<Encoded> encode(byte[] payload, String context) {
            String text = new String(payload, StandardCharsets.UTF_8);
            return Optional.of(new Encoded("", text.getBytes(StandardCharsets.US_ASCII)));
        }

        @Override
        public byte[] decode(Encoded encoded, String context, int longest) {
            return encoded.bytes();
        }
    }

    private boolean failing;
    private int copies = 1;
    private final List<String> calls = new ArrayList<>();
    private final TestKit kit = TestKit.of(Editor.class).activities(Press.class, this::print);

    private String print(String text) {
        calls.add(text);
        if (failing) {
            throw new IllegalStateException("out of paper");
        }
        return "<" + text.repeat(copies) + ">";
    }

    private void send(String signal, String text) {
        kit.signal(SignalRequest.of("A", signal).with(text).startingWith("editor", ""));
    }

    @Test
    void a_codec_that_can_not_carry_the_arguments_of_an_activity_shows() {
        kit.codecs(new Careless());
        send("order", "Zoë");

        assertThat(calls).containsExactly("Zo?");
    }

    @Test
    void a_codec_that_can_not_carry_an_event_of_the_inbox_shows() {
        kit.codecs(new Careless());
        kit.start("editor", A, null);
        kit.pause(A);
        send("order", "Zoë");
        kit.resume(A);

        assertThat(calls).containsExactly("Zo?");
    }

    @Test
    void a_codec_that_can_not_carry_a_held_signal_or_an_answer_shows() {
        kit.codecs(new Careless());
        kit.signal(SignalRequest.of("A", "order").with("Zoë").heldFor(Duration.ofHours(1)));
        kit.start("editor", A, null);
        UpdateReceipt<String> answer =
                kit.update(UpdateRequest.of("A", "shout").with("zoë").identifiedBy("u"), String.class);

        assertThat(calls).containsExactly("Zo?");
        assertThat(answer.result()).hasValue("ZO?");
        assertThat(kit.answer(A, new SignalId("u"), String.class))
                .hasValueSatisfying(again -> assertThat(again.result()).hasValue("ZO?"));
    }

    @Test
    void what_is_kept_does_not_notice_a_codec_that_works() {
        kit.codecs(KEY);
        kit.signal(SignalRequest.of("A", "order").with("Zoë").heldFor(Duration.ofHours(1)));
        kit.start("editor", A, null);
        kit.pause(A);
        send("print", "Ana");
        kit.resume(A);
        UpdateReceipt<String> answer =
                kit.update(UpdateRequest.of("A", "shout").with("zoë").identifiedBy("u"), String.class);

        assertThat(calls).containsExactly("Zoë", "Ana");
        assertThat(kit.query(A, "printed", String.class)).isEqualTo("<Ana>");
        assertThat(answer.result()).hasValue("ZOË");
        assertThat(kit.activities(A).get(1).result()).hasValue("\"<Ana>\"");
        assertThat(kit.journal(A).get(1).event().payload()).hasValue("\"Zoë\"");
    }

    @Test
    void an_attempt_whose_arguments_can_not_be_decoded_is_not_begun_until_they_can() {
        failing = true;
        kit.codecs(KEY);
        send("print", "Ana");
        kit.codecs(OTHER);
        failing = false;
        kit.advance(Duration.ofHours(1));
        assertThat(calls).as("the first attempt, which failed").hasSize(1);

        kit.codecs(KEY);
        kit.advance(Duration.ofMinutes(1));

        assertThat(calls).containsExactly("Ana", "Ana");
        assertThat(kit.query(A, "printed", String.class)).isEqualTo("<Ana>");
    }

    @Test
    void time_limits_hold_for_an_activity_that_can_not_be_decoded() {
        failing = true;
        kit.codecs(KEY);
        send("order", "Ana");
        kit.codecs(OTHER);
        kit.advance(Duration.ofDays(1));

        assertThat(calls).hasSize(1);
        assertThat(kit.activities(A)).extracting(ScheduledActivity::state).containsExactly(ActivityState.FAILED);
    }

    @Test
    void a_result_of_an_activity_that_is_too_long_ends_it_at_once() {
        Settings standard = Settings.DEFAULT;
        kit.settings(new Settings(new Sizes(1000, 1000, 100), standard.retries(), 2));
        copies = 50;
        send("order", "Ana");

        assertThat(calls).hasSize(1);
        assertThat(kit.activities(A)).singleElement().satisfies(activity -> {
            assertThat(activity.state()).isEqualTo(ActivityState.FAILED);
            assertThat(activity.failure().orElse(""))
                    .contains("The result of an activity has 154 characters; at most 100 are allowed");
        });
    }
}
