package org.signalbox.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Every jar that a server runs: those of the distribution and those of the application. */
final class Jars {

    private static final List<Attributes.Name> VERSIONS = List.of(
            Attributes.Name.IMPLEMENTATION_VERSION,
            new Attributes.Name("Bundle-Version"),
            Attributes.Name.SPECIFICATION_VERSION);

    /**
     * A jar.
     *
     * @param name {@code group:artifact} if it says so itself, else the name of its file
     * @param version as it says itself; {@code -} if it does not
     * @param where below the distribution, or in the archive
     */
    record Jar(String name, String version, String where) {
        @Override
        public String toString() {
            return name + " " + version + " " + where;
        }
    }

    private Jars() {}

    /** Sorted by name. */
    static List<Jar> of(Path distribution, Path application) throws IOException {
        List<Jar> jars = new ArrayList<>();
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jar")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    read(in, distribution.relativize(file).toString(), jars);
                }
            }
        }
        try (InputStream in = Files.newInputStream(application)) {
            readNested(in, application.getFileName().toString(), jars);
        }
        jars.sort(Comparator.comparing(Jar::name).thenComparing(Jar::version).thenComparing(Jar::where));
        return jars;
    }

    private static void readNested(InputStream archive, String where, List<Jar> jars) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().matches(".*\\.[jw]ar")) {
                read(new ByteArrayInputStream(zip.readAllBytes()), where + "/" + entry.getName(), jars);
            }
        }
    }

    private static void read(InputStream in, String where, List<Jar> jars) throws IOException {
        byte[] bytes = in.readAllBytes();
        List<Properties> poms = new ArrayList<>();
        Optional<String> version = Optional.empty();
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
                Properties pom = new Properties();
                pom.load(zip);
                poms.add(pom);
            } else if (entry.getName().equals("META-INF/MANIFEST.MF")) {
                Attributes attributes = new Manifest(zip).getMainAttributes();
                version = VERSIONS.stream()
                        .filter(attributes::containsKey)
                        .map(attributes::getValue)
                        .findFirst();
            }
        }
        jars.add(jar(poms, version, where));
        readNested(new ByteArrayInputStream(bytes), where, jars);
    }

    /** A jar that contains others' classes has a POM of each: then none of them is its own. */
    private static Jar jar(List<Properties> poms, Optional<String> version, String where) {
        if (poms.size() == 1) {
            Properties pom = poms.get(0);
            return new Jar(
                    pom.getProperty("groupId") + ":" + pom.getProperty("artifactId"),
                    pom.getProperty("version"),
                    where);
        }
        return new Jar(
                where.substring(where.lastIndexOf('/') + 1), version.orElse("-").replace(' ', '_'), where);
    }
}
