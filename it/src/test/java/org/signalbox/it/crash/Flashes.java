package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.server.User;

/** A schedule that starts instances of {@code flash} in a rhythm, whatever dies meanwhile. */
final class Flashes {

    private static final RestCall STATE = RestCall.get("schedules", "flashing");

    private final Rig rig;
    private final Duration rhythm;

    private Flashes(Rig rig, Duration rhythm) {
        this.rig = rig;
        this.rhythm = rhythm;
    }

    /**
     * @param rig whose first server runs
     * @param rhythm in which no more than a thousand due times come while the servers do nothing
     */
    static Flashes begin(Rig rig, Duration rhythm) {
        RestAnswer defined = rig.rest(User.OPERATOR)
                .callUnchecked(RestCall.of("PUT", "/schedules/flashing")
                        .json("{\"every\":\"" + rhythm + "\",\"overlap\":\"ALLOW\",\"start\":"
                                + "{\"workflowType\":\"flash\",\"workflowId\":\"flash\"}}"));
        assertThat(defined.status()).as(defined.toString()).isEqualTo(201);
        return new Flashes(rig, rhythm);
    }

    /** Ends the schedule and looks whether it has carried out every due time once. */
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
                .isEqualTo(rhythmOf(times));
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

    /** From the first to the last without a gap. */
    private List<Instant> rhythmOf(List<Instant> times) {
        return Stream.iterate(
                        times.get(0), time -> !time.isAfter(times.get(times.size() - 1)), time -> time.plus(rhythm))
                .toList();
    }
}
