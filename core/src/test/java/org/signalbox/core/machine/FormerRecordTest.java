package org.signalbox.core.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
import org.signalbox.core.export.ExportReader;
import org.signalbox.core.export.Exported;
import org.signalbox.core.export.Replay;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.WorkflowContext;

/** Lines that a former version recorded, in the form in which a server exports them, still go on. A file here is never changed; a version that writes anew adds one. */
class FormerRecordTest {

    private static final Catalog CATALOG =
            Catalog.of(List.of(Parcel.class), List.of(Parcel.Carrier.class), c -> Parcel::new);

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
    @ValueSource(strings = "parcel-0.1.jsonl")
    void a_recorded_line_goes_on(String file) throws IOException {
        Exported record = read(file);
        Parcel.main = FormerRecordTest::code;
        Driver parcel = new Driver(CATALOG, Settings.DEFAULT);
        parcel.instance = Optional.of(record.instance());
        record.lines().forEach(line -> parcel.lines.put(line.opened(), line));
        record.latest().forEach(entry -> parcel.journal.put(entry.sequence(), entry));
        parcel.now = Instant.parse("2025-01-02T00:00:00Z");

        parcel.signal("note", "end");

        assertThat(parcel.instance().parking()).isEmpty();
        assertThat(parcel.instance().result())
                .contains("\"tea11.25java.lang.IllegalStateExceptionfalse2025-01-02T00:00:00Z"
                        + "[noted meanwhile, a at 2025-01-01T03:00:00.500Z, end]\"");
        assertThat(parcel.state()).contains("\"words\":[\"b\"]", "\"numbers\":[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = "parcel-0.1.jsonl")
    void a_recorded_line_is_replayed(String file) throws IOException {
        Parcel.main = FormerRecordTest::code;

        assertThat(new Replay(CATALOG).problems(read(file))).isEmpty();
    }

    private static Exported read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(FormerRecordTest.class.getResourceAsStream("/lines/" + file))) {
            List<Exported> found = new ArrayList<>();
            ExportReader.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), found::add);
            return found.get(0);
        }
    }
}
