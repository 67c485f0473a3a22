package org.signalbox.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.signalbox.benchmark.workflow.Bench;
import org.signalbox.benchmark.workflow.Patient;
import org.signalbox.benchmark.workflow.Reader;
import org.signalbox.benchmark.workflow.Tally;

/** A copy of Signalbox's EAR with the workflow of the benchmark in its {@code lib/}. */
final class BenchEar {
    private static final List<Class<?>> CLASSES =
            List.of(Tally.class, Tally.Step.class, Tally.Seen.class, Bench.class, Patient.class, Reader.class);

    private BenchEar() {}

    static void make(Path original, Path copy) {
        if (!Files.exists(original)) {
            throw new BenchmarkFailure("there is no " + original + "; build it: mvn -DskipTests package");
        }
        try {
            Files.createDirectories(copy.toAbsolutePath().getParent());
            try (ZipFile from = new ZipFile(original.toFile());
                    ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
                for (Enumeration<? extends ZipEntry> all = from.entries(); all.hasMoreElements(); ) {
                    ZipEntry entry = all.nextElement();
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream content = from.getInputStream(entry)) {
                        content.transferTo(to);
                    }
                }
                to.putNextEntry(new ZipEntry("lib/signalbox-benchmark-workflow.jar"));
                to.write(workflowJar());
            }
        } catch (IOException e) {
            throw new BenchmarkFailure("cannot make " + copy + ": " + e, e);
        }
    }

    private static byte[] workflowJar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            for (Class<?> type : CLASSES) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(name));
                try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                    if (code == null) {
                        throw new IOException("no " + name + " on the class path");
                    }
                    code.transferTo(jar);
                }
            }
        }
        return bytes.toByteArray();
    }
}
