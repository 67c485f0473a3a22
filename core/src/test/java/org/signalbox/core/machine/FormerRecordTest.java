package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.core.machine.Driver.ID;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.Step;
import org.signalbox.core.turn.Steps;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.WorkflowContext;

/** Lines that a former version recorded still go on. A file here is never changed; a version that writes anew adds one. */
class FormerRecordTest {

    @AfterEach
    void repair() {
        Parcel.main = (p, wf) -> null;
    }

    /** The code that made the records; it is not to be changed either. */
    private static Object code(Parcel p, WorkflowContext wf) {
        wf.background(Parcel.Carrier.class).tell("x");
        wf.after(Duration.ofHours(9), "reminder");
        var carried = wf.promise(() -> wf.activity(Parcel.Carrier.class).carry("x"));
        var weight = wf.promise(() -> wf.activity(Parcel.Carrier.class).weigh());
        int version = wf.version("gift", 1, 2);
        double rate = wf.run("rate", Double.class, () -> 9.99);
        String told = carried.await() + version + rate;
        try {
            told += weight.await();
        } catch (ActivityFailure e) {
            told += e.type();
        }
        told += wf.await(Duration.ofHours(1), () -> p.go);
        String word =
                wf.select(List.of(Choice.received(p.words, w -> w), Choice.after(Duration.ofDays(1), () -> "none")));
        p.log.add(word + " at " + wf.now());
        wf.sleep(Duration.ofMinutes(1));
        wf.await(() -> p.number == 3);
        p.number++;
        wf.await(() -> p.number == 3 || p.log.contains("end"));
        return told + wf.now() + p.log;
    }

    @ParameterizedTest
    @ValueSource(strings = "parcel-0.1.json")
    void a_recorded_line_goes_on(String file) throws IOException {
        JsonNode record = read(file);
        List<Step> steps = new ArrayList<>();
        record.get("steps").forEach(chunk -> steps.addAll(Steps.read(chunk.toString())));
        Parcel.main = FormerRecordTest::code;
        Driver parcel = new Driver(
                Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class), c -> Parcel::new), Settings.DEFAULT);
        parcel.react(new Request.Start(ID, "parcel", Optional.empty()));
        Line begun = Objects.requireNonNull(parcel.lines.get(1L));
        Instant openedAt = Instant.parse(record.get("openedAt").textValue());
        parcel.lines.put(
                1L, new Line(1, begun.event(), openedAt, record.get("snapshot").toString(), steps));
        OpenLine open = OpenLine.read(record.get("lines").toString()).get(0);
        parcel.instance = Optional.of(
                parcel.instance().decided(record.get("state").toString()).with(open));
        parcel.now = Instant.parse("2025-01-02T00:00:00Z");

        parcel.signal("note", "end");

        assertThat(parcel.instance().parking()).isEmpty();
        assertThat(parcel.instance().result())
                .contains("\"tea11.25java.lang.IllegalStateExceptionfalse2025-01-02T00:00:00Z"
                        + "[noted meanwhile, a at 2025-01-01T03:00:00.500Z, end]\"");
        assertThat(parcel.state()).contains("\"words\":[\"b\"]", "\"numbers\":[1]");
    }

    private static JsonNode read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(FormerRecordTest.class.getResourceAsStream("/lines/" + file))) {
            return Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
