package org.signalbox.it.crash;

import java.nio.file.Path;

/** Where the build's results lie. */
final class Root {

    private Root() {}

    static Path path(String relative) {
        return Path.of(System.getProperty("signalbox.root", ".."))
                .resolve(relative)
                .toAbsolutePath()
                .normalize();
    }
}
