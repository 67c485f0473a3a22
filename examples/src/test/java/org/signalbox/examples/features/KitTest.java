package org.signalbox.examples.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.client.WorkflowId;
import org.signalbox.testkit.JournalOnFailure;
import org.signalbox.testkit.TestKit;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** What the test kit finds by itself. */
@ExtendWith(JournalOnFailure.class)
class KitTest {

    private static final WorkflowId W1 = new WorkflowId("W-1");

    private static final class Fixed implements Watch.Exchange {
        @Override
        public int price(String share) {
            return 90;
        }

        @Override
        public void order(String share) {}
    }

    /** The watch as somebody changed it: it orders first. */
    @Workflow("watch")
    static class Hasty {
        @Run
        void follow(String share, WorkflowContext wf) {
            wf.activity(Watch.Exchange.class).order(share);
        }
    }

    /** Uses what is not part of its durable state. */
    @Workflow("forgetful")
    static class Forgetful {
        private static int calls;
        private final List<Integer> numbers = new ArrayList<>();

        @Run
        void count(WorkflowContext wf) {
            numbers.add(calls++);
            wf.await(() -> false);
        }
    }

    @Test
    void changed_code_is_held_against_an_export(@TempDir Path directory) {
        Path export = directory.resolve("watches.jsonl");
        TestKit before = TestKit.of(Watch.class).activities(Watch.Exchange.class, new Fixed());
        before.start("watch", W1, "TEA");
        before.export(export);

        TestKit after = TestKit.of(Hasty.class).activities(Watch.Exchange.class, new Fixed());

        assertThat(before.replay(export)).isEqualTo(1);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> after.replay(export))
                .withMessageContaining(
                        "recorded step 1 is 'activity Exchange.price', but the code now does: 'activity Exchange.order'");
    }

    @Test
    void hidden_state_is_found() {
        TestKit kit = TestKit.of(Forgetful.class);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> kit.start("forgetful", W1, null))
                .withMessageContaining("The same turn, run twice from the same state, decided");
    }
}
