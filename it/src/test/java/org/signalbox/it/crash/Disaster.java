package org.signalbox.it.crash;

import static org.signalbox.it.crash.Rig.eventually;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What can happen to servers, what they use, and their connections. Afterwards everything runs again. */
enum Disaster {
    /** {@code kill -9}; if there are several, the others go on without it for a while. */
    SERVER_KILLED(1) {
        @Override
        void strike(Rig rig, Random random) {
            Node node = any(rig, random);
            node.server().kill();
            if (rig.nodes().size() > 1) {
                pause(random, 3_000);
            }
            node.server().start();
        }
    },
    /** While it starts, or soon after: what it has found of its last life may be half done. */
    STARTING_SERVER_KILLED(2) {
        @Override
        void strike(Rig rig, Random random) {
            Node node = any(rig, random);
            node.server().kill();
            node.startAndDie(random);
            node.server().start();
        }
    },
    SERVER_STOPPED(0) {
        @Override
        void strike(Rig rig, Random random) {
            any(rig, random).server().restart();
        }
    },
    /** No checkpoint, nobody's transaction is finished. */
    DATABASE_KILLED(1) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            rig.postgres().crash();
            pause(random, 2_000);
            rig.postgres().start();
        }
    },
    /** The database, and a server. */
    BOTH_KILLED(2) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            Node node = any(rig, random);
            rig.postgres().crash();
            node.server().kill();
            rig.postgres().start();
            node.server().start();
        }
    },
    DATABASE_CUT_OFF(0) {
        @Override
        void strike(Rig rig, Random random) {
            any(rig, random).wayToDatabase().orElseThrow().cut();
        }
    },
    DATABASE_SLOW(0) {
        @Override
        void strike(Rig rig, Random random) {
            any(rig, random).wayToDatabase().orElseThrow().hold(Duration.ofMillis(500 + random.nextInt(4_000)));
        }
    },
    SENDERS_CUT_OFF(0) {
        @Override
        void strike(Rig rig, Random random) {
            rig.wayToBroker().cut();
        }
    },
    /** Forwards and backwards: claims end early, or late; several servers have different times. */
    CLOCK_STEPPED(0) {
        @Override
        void strike(Rig rig, Random random) {
            any(rig, random).stepClock(Duration.ofMillis(random.nextInt(40_000) - 20_000));
        }
    },
    /** Into another hour or year for a few seconds, and back: farther than is believed. */
    CLOCK_ASTRAY(0) {
        @Override
        void strike(Rig rig, Random random) {
            Node node = any(rig, random);
            node.stepClock(ASTRAY.get(random.nextInt(ASTRAY.size())));
            pause(random, 4_000);
            node.stepClock(Duration.ZERO);
        }
    },
    /** For longer than any claim: others take over what it holds, and then it goes on. */
    SERVER_FROZEN(0) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            any(rig, random).freeze(Duration.ofMillis(16_000 + random.nextInt(6_000)));
        }
    },
    /** By the broker's management, several times under traffic: each time the broker forgets which consumer has which group. */
    GROUPS_RESET(0) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            try (BrokerManagement broker = rig.brokerManagement()) {
                for (int i = 0; i < RESETS; i++) {
                    broker.disturbGroups(random);
                    pause(random, 200);
                }
            }
        }
    },
    /** Long enough that others have all of its work when it joins them again. */
    SERVER_AWAY(0) {
        @Override
        void strike(Rig rig, Random random) {
            Node node = any(rig, random);
            node.server().stop();
            pause(random, 20_000);
            node.server().start();
        }
    },
    /** One after the other, as for an update. */
    ROLLING_RESTART(0) {
        @Override
        void strike(Rig rig, Random random) {
            rig.nodes().forEach(node -> node.server().restart());
        }
    },
    /** All of them at once; they come up one after the other. */
    SERVERS_KILLED(2) {
        @Override
        void strike(Rig rig, Random random) {
            rig.nodes().forEach(node -> node.server().kill());
            rig.nodes().forEach(node -> node.server().start());
        }
    },
    BROKER_KILLED(1) {
        @Override
        void strike(Rig rig, Random random) throws IOException {
            rig.broker().kill();
            pause(random, 2_000);
            rig.broker().start();
        }
    },
    /** The broker gives the groups of a server that lives to another one. */
    SERVER_CUT_OFF_FROM_BROKER(0) {
        @Override
        void strike(Rig rig, Random random) {
            any(rig, random).wayToBroker().orElseThrow().cut();
        }
    },
    /** What was on its way to a server is still on its way, when the broker has long gone on. */
    BROKER_SLOW(0) {
        @Override
        void strike(Rig rig, Random random) {
            any(rig, random).wayToBroker().orElseThrow().hold(Duration.ofMillis(500 + random.nextInt(4_000)));
        }
    };

    private static final int RESETS = 8;

    private static final List<Duration> ASTRAY =
            List.of(Duration.ofDays(366), Duration.ofHours(1), Duration.ofMinutes(-30));

    /** For one server with its own broker; what is here more often happens more often. */
    static final List<Disaster> FOR_ONE = List.of(
            SERVER_KILLED,
            SERVER_KILLED,
            STARTING_SERVER_KILLED,
            SERVER_STOPPED,
            DATABASE_KILLED,
            DATABASE_KILLED,
            DATABASE_KILLED,
            BOTH_KILLED,
            DATABASE_CUT_OFF,
            DATABASE_CUT_OFF,
            DATABASE_SLOW,
            SENDERS_CUT_OFF,
            CLOCK_STEPPED,
            CLOCK_ASTRAY,
            SERVER_FROZEN,
            GROUPS_RESET);

    /** For several with a broker that they share. */
    static final List<Disaster> FOR_SEVERAL = Stream.of(
                    FOR_ONE,
                    Collections.nCopies(3, SERVER_KILLED),
                    List.of(SERVERS_KILLED, GROUPS_RESET, ROLLING_RESTART),
                    Collections.nCopies(2, SERVER_AWAY),
                    Collections.nCopies(3, BROKER_KILLED),
                    Collections.nCopies(2, SERVER_CUT_OFF_FROM_BROKER),
                    List.of(BROKER_SLOW))
            .flatMap(List::stream)
            .toList();

    private final int kills;

    Disaster(int kills) {
        this.kills = kills;
    }

    abstract void strike(Rig rig, Random random) throws IOException;

    /** How many processes die without warning. */
    int kills() {
        return kills;
    }

    static void pause(Random random, int longestMillis) {
        Instant end = Instant.now().plusMillis(random.nextInt(longestMillis));
        eventually().until(() -> Instant.now().isAfter(end));
    }

    private static Node any(Rig rig, Random random) {
        return rig.nodes().get(random.nextInt(rig.nodes().size()));
    }
}
