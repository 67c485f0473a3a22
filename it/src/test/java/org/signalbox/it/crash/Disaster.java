package org.signalbox.it.crash;

import static org.signalbox.it.crash.Rig.eventually;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** What can happen to a server, its database and its connections. Afterwards everything runs again. */
enum Disaster {
    /** {@code kill -9}. */
    SERVER_KILLED(true) {
        @Override
        void strike(Rig rig, Random random) {
            rig.server().kill();
            rig.server().start();
        }
    },
    SERVER_STOPPED(false) {
        @Override
        void strike(Rig rig, Random random) {
            rig.server().restart();
        }
    },
    /** No checkpoint, nobody's transaction is finished. */
    DATABASE_KILLED(true) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            rig.postgres().crash();
            pause(random, 2_000);
            rig.postgres().start();
        }
    },
    BOTH_KILLED(true) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            rig.postgres().crash();
            rig.server().kill();
            rig.postgres().start();
            rig.server().start();
        }
    },
    DATABASE_CUT_OFF(false) {
        @Override
        void strike(Rig rig, Random random) {
            rig.wayToDatabase().cut();
        }
    },
    DATABASE_SLOW(false) {
        @Override
        void strike(Rig rig, Random random) {
            rig.wayToDatabase().hold(Duration.ofMillis(500 + random.nextInt(4_000)));
        }
    },
    SENDERS_CUT_OFF(false) {
        @Override
        void strike(Rig rig, Random random) {
            rig.wayToBroker().cut();
        }
    },
    /** Forwards and backwards: claims end early, or late. */
    CLOCK_STEPPED(false) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            rig.stepClock(Duration.ofMillis(random.nextInt(40_000) - 20_000));
        }
    };

    private final boolean kill;

    Disaster(boolean kill) {
        this.kill = kill;
    }

    abstract void strike(Rig rig, Random random) throws IOException;

    /** Whether a process dies without warning. */
    boolean isKill() {
        return kill;
    }

    static void pause(Random random, int longestMillis) {
        Instant end = Instant.now().plusMillis(random.nextInt(longestMillis));
        eventually().until(() -> Instant.now().isAfter(end));
    }
}
