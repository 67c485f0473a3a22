package org.signalbox.it.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.crash.Artemis;
import org.signalbox.server.User;

/** An external broker with the configuration that administrators are given. */
class ExternalBrokerAttackTest extends BrokerAttackTest {

    private static final int MOST_QUEUES = 20;
    private static final String WORK_QUEUE = "jms.queue.remote.attack";

    @TempDir
    private static Path directory;

    private static Artemis broker;

    ExternalBrokerAttackTest() {
        super(broker.port(), WORK_QUEUE);
    }

    @BeforeAll
    static void start() throws Exception {
        broker = new Artemis(directory.resolve("artemis"));
        Path configuration = directory.resolve("broker.xml");
        Files.writeString(
                configuration,
                Files.readString(Artemis.CONFIGURATION)
                        .replace(
                                "<addresses>",
                                "<addresses><address name=\"" + WORK_QUEUE + "\"><anycast><queue name=\"" + WORK_QUEUE
                                        + "\"/></anycast></address>"));
        broker.configure(configuration);
        broker.start("-Dsignalbox.broker.queues.per.user=" + MOST_QUEUES);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    String passwordOf(User user) {
        return Artemis.passwordOf(user);
    }

    /** For the broker's own tools. */
    @Override
    List<String> managers() {
        return List.of("admin activemq.management");
    }

    @Test
    void a_user_has_a_bounded_number_of_temporary_queues() throws Exception {
        try (CoreDoor door = new CoreDoor(broker.port(), "sender", passwordOf(User.SENDER));
                CoreDoor second = new CoreDoor(broker.port(), "sender", passwordOf(User.SENDER));
                CoreDoor other = new CoreDoor(broker.port(), "worker", passwordOf(User.WORKER))) {
            List<String> mine = new ArrayList<>();
            // those of former connections may still be there
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                CoreDoor next = mine.size() % 2 == 0 ? door : second;
                CoreDoor.isAllowed(() -> mine.add(next.temporaryQueue()));
                return mine.size() == MOST_QUEUES;
            });
            assertThat(CoreDoor.isAllowed(door::temporaryQueue))
                    .as("one too many")
                    .isFalse();
            assertThat(CoreDoor.isAllowed(other::temporaryQueue))
                    .as("of another user")
                    .isTrue();
            door.session().deleteQueue(mine.get(0));
            assertThat(CoreDoor.isAllowed(door::temporaryQueue))
                    .as("one was deleted")
                    .isTrue();
        }
    }
}
