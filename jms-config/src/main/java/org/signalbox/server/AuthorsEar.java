package org.signalbox.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** The EAR with an author's own workflows in the place of the examples. */
final class AuthorsEar {

    private static final String EXAMPLES = "lib/signalbox-examples.jar";

    private AuthorsEar() {}

    /**
     * Makes it anew.
     *
     * @param plain the EAR of the build
     * @param jars put into its library, as they are
     * @throws ServerFailure if one of them is not there, or has no name of its own
     */
    static Path make(Path plain, List<Path> jars, Path target) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.copy(plain, target, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem ear = FileSystems.newFileSystem(URI.create("jar:" + target.toUri()), Map.of())) {
            Files.deleteIfExists(ear.getPath(EXAMPLES));
            for (Path jar : jars) {
                add(jar, ear);
            }
        }
        return target;
    }

    private static void add(Path jar, FileSystem ear) throws IOException {
        if (!Files.isRegularFile(jar) || !jar.toString().endsWith(".jar")) {
            throw new ServerFailure("--with " + jar + ": there is no such jar; has it been built?");
        }
        Path place = ear.getPath("lib", jar.getFileName().toString());
        if (Files.exists(place)) {
            throw new ServerFailure("--with " + jar + ": the EAR has a lib/" + jar.getFileName()
                    + " of its own; give the jar another name");
        }
        Files.copy(jar, place);
    }
}
