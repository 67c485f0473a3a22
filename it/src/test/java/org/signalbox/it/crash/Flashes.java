package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.server.User;

/** A schedule that starts an instance of {@code flash} every second, whatever dies meanwhile. */
final class Flashes {

    private static final RestCall STATE = RestCall.get("schedules", "flashing");

    private final Rig rig;

    private Flashes(Rig rig) {
        this.rig = rig;
    }

    /** @param rig whose first server runs */
    static Flashes begin(Rig rig) {
        RestAnswer defined = rig.rest(User.OPERATOR)
                .callUnchecked(RestCall.of("PUT", "/schedules/flashing")
                        .json("{\"every\":\"PT1S\",\"overlap\":\"ALLOW\",\"start\":"
                                + "{\"workflowType\":\"flash\",\"workflowId\":\"flash\"}}"));
        assertThat(defined.status()).as(defined.toString()).isEqualTo(201);
        return new Flashes(rig);
    }

    /** Ends the schedule and looks whether it has carried out every second once. */
    void endAndCheck() throws SQLException, IOException {
        RestClient operator = rig.rest(User.OPERATOR);
        operator.callUnchecked(RestCall.post("schedules", "flashing", "pause"));
        Rig.eventually()
                .until(() ->
                        operator.callUnchecked(STATE).json().path("pending").isEmpty());
        JsonNode end = operator.callUnchecked(STATE).json();
        assertThat(end.path("skipped").asInt() + end.path("missed").asInt())
                .as(end.toString())
                .isZero();
        List<Instant> times = dueTimes();
        assertThat(times)
                .as("each started once, none forgotten")
                .hasSize(end.path("done").asInt())
                .isEqualTo(everySecond(times));
    }

    /** Of the instances that the schedule has started; their ids end with it, and each has one run. */
    private List<Instant> dueTimes() throws SQLException, IOException {
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
