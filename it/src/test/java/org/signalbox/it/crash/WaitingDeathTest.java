package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.server.User;

/**
 * The server is killed again and again while the handlers of many instances wait, updates are asked for and a schedule comes
 * due every second; and not one of them notices.
 */
class WaitingDeathTest {

    private static final int INSTANCES = 30;
    private static final int LEGS = 10;
    private static final int DESKS = 3;
    private static final int KILLS = 3;
    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    @Test
    void handlers_that_wait_go_on_where_they_were_however_often_the_server_is_killed(@TempDir Path directory)
            throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        Random random = new Random(SEED);
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            rig.server().start();
            Relays relays = new Relays("relay", INSTANCES, LEGS);
            List<Sent> sent = relays.send(rig.post());

            every(rig, "PT1S");
            Asking asking = new Asking(rig, "desk", DESKS);
            try (asking) {
                rig.killAgainAndAgain(
                        KILLS,
                        random,
                        "select count(*) from activity where ended_at is not null",
                        2L * INSTANCES * LEGS);
                sent.addAll(asking.end());
                assertThat(asking.interrupted()).as("asked again").isPositive();
            }
            int flashes = endSchedule(rig);

            rig.settle(sent);
            assertThat(rig.faults(sent)).isEmpty();
            assertThat(asking.faults()).isEmpty();
            assertThat(dueTimes(rig))
                    .as("each started once, none forgotten")
                    .hasSize(flashes)
                    .isEqualTo(everySecond(dueTimes(rig)));
            try (Connection connection = rig.open()) {
                assertThat(relays.faults(new Checker(connection))).isEmpty();
            }
        }
    }

    private static void every(Rig rig, String interval) {
        RestAnswer defined = rig.rest(User.OPERATOR)
                .callUnchecked(RestCall.of("PUT", "/schedules/flashing")
                        .json("{\"every\":\"" + interval + "\",\"overlap\":\"ALLOW\",\"start\":"
                                + "{\"workflowType\":\"flash\",\"workflowId\":\"flash\"}}"));
        assertThat(defined.status()).as(defined.toString()).isEqualTo(201);
    }

    /** Gives how often the schedule says that it has started something. */
    private static int endSchedule(Rig rig) {
        RestClient operator = rig.rest(User.OPERATOR);
        operator.callUnchecked(RestCall.post("schedules", "flashing", "pause"));
        RestCall state = RestCall.get("schedules", "flashing");
        Rig.eventually()
                .until(() ->
                        operator.callUnchecked(state).json().path("pending").isEmpty());
        JsonNode end = operator.callUnchecked(state).json();
        assertThat(end.path("skipped").asInt() + end.path("missed").asInt())
                .as(end.toString())
                .isZero();
        return end.path("done").asInt();
    }

    /** Of the instances that the schedule has started; their ids end with it, and each has one run. */
    private static List<Instant> dueTimes(Rig rig) throws SQLException, IOException {
        try (Connection connection = rig.open()) {
            return new Checker(connection)
                            .texts(
                                    "select workflow_id || ' ' || status || ' ' || run from instance where type = 'flash'")
                            .stream()
                            .map(text -> text.split(" ", 4))
                            .peek(part -> assertThat(part[2] + " " + part[3]).isEqualTo("COMPLETED 1"))
                            .map(part -> Instant.parse(part[1]))
                            .sorted()
                            .toList();
        }
    }

    private static List<Instant> everySecond(List<Instant> times) {
        return Stream.iterate(
                        times.get(0), time -> !time.isAfter(times.get(times.size() - 1)), time -> time.plusSeconds(1))
                .toList();
    }
}
