package org.signalbox.benchmark;

import java.nio.file.Path;

/** A flight recording of the server while something is measured. */
interface Recording {

    void start();

    void stop();

    static Recording none() {
        return new Recording() {
            @Override
            public void start() {}

            @Override
            public void stop() {}
        };
    }

    /** Into a file, by {@code jcmd} of this JDK. */
    static Recording of(long pid, Path file) {
        return new Recording() {
            @Override
            public void start() {
                Jcmd.say(pid, "JFR.start", "name=bench", "settings=profile");
            }

            @Override
            public void stop() {
                Jcmd.say(pid, "JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
            }
        };
    }
}
