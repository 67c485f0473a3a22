package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.signalbox.client.WorkflowId;

class JournalOnFailureTest {

    @Test
    void a_failed_test_shows_the_journal() {
        List<Throwable> failures = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Fails.class))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
            }
        });

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessage("on purpose");
            assertThat(failure.getSuppressed()[0].getMessage())
                    .contains("S-1 · shop · run 1 · RUNNING", "1 START    shop \"Anna\"", "→ timer report at");
        });
    }

    @ExtendWith(JournalOnFailure.class)
    @org.junit.jupiter.api.Disabled("run by the test above only")
    static class Fails {

        private final TestKit kit = TestKit.of(Shop.class);

        @Test
        void fails() {
            kit.start("shop", new WorkflowId("S-1"), "Anna");
            throw new AssertionError("on purpose");
        }
    }
}
