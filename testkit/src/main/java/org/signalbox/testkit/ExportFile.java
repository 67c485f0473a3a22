package org.signalbox.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.export.ExportReader;
import org.signalbox.core.export.ExportText;
import org.signalbox.core.export.Exported;
import org.signalbox.core.export.Replay;
import org.signalbox.core.machine.Instance;

/** A file of exported instances: written from a kit's store, or held against a kit's workflows. */
final class ExportFile {

    private static final int MOST_TOLD = 10;

    private final Path file;

    ExportFile(Path file) {
        this.file = file;
    }

    void write(Store store, Instant now) {
        try (Writer out = Files.newBufferedWriter(file)) {
            for (Instance instance : store.instances()) {
                if (instance.run() > 0) {
                    write(instance, store, now, out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
    }

    private static void write(Instance instance, Store store, Instant now, Writer out) throws IOException {
        WorkflowId id = instance.id();
        StringBuilder text = new StringBuilder(ExportText.instance(instance, now));
        store.lines(id).forEach(line -> text.append(ExportText.line(line)));
        store.timers(id).forEach(timer -> text.append(ExportText.timer(timer.timer(), timer.dueAt())));
        store.journal(id).forEach(entry -> text.append(ExportText.event(entry, Optional.empty(), Optional.empty())));
        out.append(text).append(ExportText.end(id));
    }

    /**
     * Replays every instance.
     *
     * @return how many there are
     */
    int replay(Catalog catalog) {
        Replay replay = new Replay(catalog);
        List<String> told = new ArrayList<>();
        List<WorkflowId> failed = new ArrayList<>();
        int[] seen = new int[1];
        read(exported -> {
            seen[0]++;
            List<String> problems = replay.problems(exported);
            if (!problems.isEmpty() && failed.size() < MOST_TOLD) {
                told.add(String.join("\n", problems) + "\n" + JournalText.of(exported));
            }
            if (!problems.isEmpty()) {
                failed.add(exported.instance().id());
            }
        });
        if (!failed.isEmpty()) {
            String more = failed.size() > MOST_TOLD ? "\nand " + failed.subList(MOST_TOLD, failed.size()) : "";
            throw new AssertionError(failed.size() + " of " + seen[0] + " instances in " + file
                    + " do not go on with this code.\n\n" + String.join("\n", told) + more);
        }
        return seen[0];
    }

    private void read(Consumer<Exported> taker) {
        try (BufferedReader text = Files.newBufferedReader(file)) {
            ExportReader.read(text, taker);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
