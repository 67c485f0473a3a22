package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.it.server.TestArchive;
import org.signalbox.server.ServerFailure;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.ServerSettings;

/** What can't work is not deployed, and the author is told all of it at once. */
class RefusedDeploymentTest {

    @Test
    void options_of_activities_that_contradict_each_other_fail_the_deployment_with_names_and_reasons(
            @TempDir Path directory) throws IOException {
        Path archive = TestArchive.writeRefused(directory);
        ServerSettings settings = ServerSettings.of(
                        SignalboxServer.root().resolve("jms-config/target/wildfly"), directory.resolve("base"))
                .withDeployments(archive);

        assertThatExceptionOfType(ServerFailure.class)
                .isThrownBy(() -> ServerProcess.start(settings))
                .withMessageContainingAll(
                        "org.signalbox.it.refused.Confused: concurrency and startsPerSecond",
                        "Confused.twoMasters: what is done through a queue can't be transactional",
                        "Confused.heartbeatTooRare: heartbeat (PT2M) must be shorter than startToClose (PT1M)",
                        "Confused.closedBeforeItStarts: scheduleToStart (PT1H) must be shorter than scheduleToClose"
                                + " (PT30M)",
                        "Confused.paceOfItsOwn: concurrency and startsPerSecond hold for all methods",
                        "Confused.noDuration: ",
                        "Confused.backoffUpsideDown: ");
        assertThat(Files.readString(directory.resolve("base/log/server.log"), StandardCharsets.ISO_8859_1))
                .contains("SIGBOX0005");
    }
}
