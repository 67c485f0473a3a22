package org.signalbox.it.crash;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The EAR of the build with the workflows of {@code org.signalbox.it.crash.app} as one more library. */
final class CrashArchive {

    private static final String WORKFLOWS = "org/signalbox/it/crash/app";

    private CrashArchive() {}

    static Path in(Path directory) throws IOException {
        Path library = directory.resolve("crash-workflows.jar");
        Files.deleteIfExists(library);
        try (FileSystem jar = FileSystems.newFileSystem(library, Map.of("create", "true"))) {
            Files.createDirectories(jar.getPath("META-INF"));
            Files.createDirectories(jar.getPath(WORKFLOWS));
            copyClasses(jar.getPath(WORKFLOWS));
        }
        Path ear = directory.resolve("signalbox.ear");
        Files.copy(Root.path("ear/target/signalbox.ear"), ear, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem archive = FileSystems.newFileSystem(ear)) {
            Files.copy(library, archive.getPath("lib/crash-workflows.jar"));
        }
        return ear;
    }

    private static void copyClasses(Path target) throws IOException {
        try (Stream<Path> classes = Files.list(testClasses().resolve(WORKFLOWS))) {
            for (Path file : classes.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
    }

    private static Path testClasses() {
        try {
            return Path.of(CrashArchive.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
