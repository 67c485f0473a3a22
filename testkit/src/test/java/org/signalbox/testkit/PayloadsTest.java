package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.Outcome;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.Sizes;
import org.signalbox.core.machine.Status;
import org.signalbox.payload.Compression;
import org.signalbox.payload.Encryption;
import org.signalbox.payload.PayloadCodec;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** What is stored encoded behaves as what is not; what can't be decoded waits until it can. */
@ExtendWith(JournalOnFailure.class)
class PayloadsTest {

    private static final WorkflowId A = new WorkflowId("A");
    private static final WorkflowId B = new WorkflowId("B");

    private static final byte[] FIRST = new byte[32];
    private static final byte[] SECOND = second();

    private final TestKit kit = TestKit.of(Notebook.class, Diary.class);

    private static byte[] second() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 2);
        return key;
    }

    private static PayloadCodec[] codecs(String active, Map<String, byte[]> keys) {
        return new PayloadCodec[] {new Compression(100), new Encryption(active, keys)};
    }

    /** One that does not wait. */
    @Workflow("notebook")
    public static class Notebook {
        private String text = "";

        @Signal
        void write(String more) {
            text += more;
        }

        @Query
        String text() {
            return text;
        }
    }

    /** One that waits. */
    @Workflow("diary")
    public static class Diary {
        @Signal
        private final SignalChannel<String> days = new SignalChannel<>();

        private String text = "";

        @Run
        String keep(WorkflowContext wf) {
            String first = days.receive(wf);
            text += first;
            wf.sleep(Duration.ofHours(1));
            return text + days.receive(wf);
        }
    }

    private void write(WorkflowId id, String text) {
        kit.signal(SignalRequest.of(id.value(), "write").with(text).startingWith("notebook", ""));
    }

    private String error(WorkflowId id) {
        return kit.instance(id)
                .flatMap(Instance::parking)
                .map(parking -> parking.error())
                .orElse("");
    }

    @Test
    void fields_and_handlers_that_wait_do_not_notice_the_codecs() {
        kit.codecs(codecs("k1", Map.of("k1", FIRST)));
        kit.start("diary", A, null);
        kit.signal(SignalRequest.of("A", "days").with("Monday "));
        kit.advance(Duration.ofHours(2));
        kit.signal(SignalRequest.of("A", "days").with("Tuesday"));

        assertThat(kit.instance(A).flatMap(Instance::result)).hasValue("\"Monday Tuesday\"");
    }

    @Test
    void after_a_rotation_instances_go_on_and_the_former_key_is_given_up_when_they_have() {
        kit.codecs(codecs("k1", Map.of("k1", FIRST)));
        write(A, "one ");
        kit.codecs(codecs("k2", Map.of("k1", FIRST, "k2", SECOND)));
        write(A, "two ");
        kit.codecs(codecs("k2", Map.of("k2", SECOND)));
        write(A, "three");

        assertThat(kit.query(A, "text", String.class)).isEqualTo("one two three");
    }

    @Test
    void an_instance_whose_key_is_missing_is_parked_alone_and_goes_on_in_order_when_the_key_is_back() {
        kit.codecs(codecs("k1", Map.of("k1", FIRST)));
        write(A, "one ");
        kit.codecs(codecs("k2", Map.of("k2", SECOND)));
        write(B, "other");
        SignalRequest two = SignalRequest.of("A", "write").with("two ");
        assertThat(kit.signal(two).outcome()).isEqualTo(Outcome.PARKED);
        write(A, "three");

        assertThat(error(A))
                .contains("The state of 'A'")
                .contains("the key 'k1'")
                .contains("signalbox.payload.keys")
                .contains("Nothing is lost");
        assertThat(kit.query(B, "text", String.class)).isEqualTo("other");

        kit.advance(Duration.ofDays(30));
        assertThat(error(A)).as("however long it takes").isNotEmpty();
        kit.codecs(codecs("k2", Map.of("k1", FIRST, "k2", SECOND)));
        kit.advance(Duration.ofMinutes(6));

        assertThat(error(A)).isEmpty();
        assertThat(kit.query(A, "text", String.class)).isEqualTo("one two three");
    }

    @Test
    void a_handler_that_waits_whose_key_is_missing_loses_nothing_of_what_it_has_done() {
        kit.codecs(codecs("k1", Map.of("k1", FIRST)));
        kit.start("diary", A, null);
        kit.signal(SignalRequest.of("A", "days").with("Monday "));
        kit.codecs(codecs("k2", Map.of("k2", SECOND)));
        kit.advance(Duration.ofHours(2));
        kit.signal(SignalRequest.of("A", "days").with("Tuesday"));
        assertThat(error(A)).contains("can't be decoded").contains("'k1'");

        kit.codecs(codecs("k2", Map.of("k1", FIRST, "k2", SECOND)));
        kit.advance(Duration.ofHours(1));

        assertThat(kit.instance(A).flatMap(Instance::result)).hasValue("\"Monday Tuesday\"");
    }

    @Test
    void an_instance_that_can_not_be_decoded_can_be_terminated() {
        kit.codecs(codecs("k1", Map.of("k1", FIRST)));
        kit.start("diary", A, null);
        kit.codecs(codecs("k2", Map.of("k2", SECOND)));

        kit.terminate(A, "the key is gone for good");

        assertThat(kit.instance(A).orElseThrow().status()).isEqualTo(Status.TERMINATED);
    }

    @Test
    void codecs_can_be_switched_on_and_off_with_open_instances() {
        kit.start("diary", A, null);
        kit.codecs(codecs("k1", Map.of("k1", FIRST)));
        kit.signal(SignalRequest.of("A", "days").with("Monday "));
        kit.advance(Duration.ofHours(2));
        kit.signal(SignalRequest.of("A", "days").with("Tuesday"));

        assertThat(kit.instance(A).flatMap(Instance::result)).hasValue("\"Monday Tuesday\"");
    }

    @Test
    void fields_that_become_too_long_park_their_instance_and_nothing_is_lost() {
        Settings standard = Settings.DEFAULT;
        kit.settings(new Settings(new Sizes(1000, 100, 1000), standard.retries(), 2));
        write(A, "short");
        write(A, "x".repeat(200));

        assertThat(error(A))
                .contains("The state (all fields together) has 216 characters; at most 100 are allowed"
                        + " (signalbox.state.longest).");
        assertThat(kit.query(A, "text", String.class)).isEqualTo("short");
        assertThat(kit.instance(A).orElseThrow().waiting()).isOne();
    }

    @Test
    void a_result_that_is_too_long_is_told() {
        Settings standard = Settings.DEFAULT;
        kit.settings(new Settings(new Sizes(1000, 1000, 100), standard.retries(), 2));
        kit.start("diary", A, null);
        List<String> days = IntStream.range(0, 2).mapToObj(i -> "x".repeat(80)).toList();
        kit.signal(SignalRequest.of("A", "days").with(days.get(0)));
        kit.advance(Duration.ofHours(2));
        kit.signal(SignalRequest.of("A", "days").with(days.get(1)));

        assertThat(error(A))
                .contains("The result of the run has 162 characters; at most 100 are allowed"
                        + " (signalbox.result.longest).");
    }
}
