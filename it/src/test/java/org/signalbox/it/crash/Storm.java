package org.signalbox.it.crash;

import static org.signalbox.it.crash.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.signalbox.it.server.RestCall;
import org.signalbox.server.User;

/**
 * Traffic of every kind while one disaster follows the other. It comes in rounds: after each, everything is left to settle
 * and counted, so that what went wrong is known to have gone wrong in that round. A seed repeats the choices, not the
 * moments.
 */
final class Storm {

    private static final int SENDERS = 4;
    private static final int TALLIES = 60;
    private static final int DESKS = 2;

    /** When it ends: after the round in which both are reached. */
    record Extent(int kills, int signals, int disastersPerRound) {}

    private final Rig rig;
    private final Extent extent;
    private final Random random;
    private final List<Disaster> possible;
    private final Deque<Disaster> drawn = new ArrayDeque<>();
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Disaster, Integer> disasters = new EnumMap<>(Disaster.class);
    private final Instant begin = Instant.now();

    /** @param rig with everything running, behind proxies */
    Storm(Rig rig, Extent extent, long seed) {
        this.rig = rig;
        this.extent = extent;
        this.random = new Random(seed);
        this.possible = rig.nodes().size() > 1 ? Disaster.FOR_SEVERAL : Disaster.FOR_ONE;
    }

    /** @return what is wrong, of the first round in which anything is; empty if every guarantee was kept */
    List<String> blow() throws IOException, SQLException, JMSException {
        for (int round = 1; !isEnough(); round++) {
            List<String> faults = round(round);
            System.out.println("round " + round + ": " + describe());
            if (!faults.isEmpty()) {
                return faults;
            }
        }
        return List.of();
    }

    /** What there was of it. */
    String describe() {
        return "%,d signals, %d processes killed, %s, %d minutes"
                .formatted(
                        sent.size(),
                        kills(),
                        disasters,
                        Duration.between(begin, Instant.now()).toMinutes());
    }

    private boolean isEnough() {
        return kills() >= extent.kills && sent.size() >= extent.signals;
    }

    private int kills() {
        return disasters.entrySet().stream()
                .mapToInt(e -> e.getKey().kills() * e.getValue())
                .sum();
    }

    private List<String> round(int round) throws IOException, SQLException, JMSException {
        Post post = rig.post();
        Relays relays = new Relays("relay-" + round, 20, 8);
        Families families = new Families("mother-" + round, 4, 10);
        sent.addAll(relays.send(post));
        sent.addAll(families.send(post));
        Asking asking = new Asking(rig, "desk-" + round, DESKS);
        try (asking;
                Load load = new Load(post, "r" + round + "s", SENDERS, TALLIES, random.nextLong())) {
            int target = signalsPerRound();
            for (int i = 0; i < extent.disastersPerRound; i++) {
                awaitProgress(load);
                Disaster disaster = draw();
                disaster.strike(rig, random);
                disasters.merge(disaster, 1, Integer::sum);
            }
            eventually().until(() -> load.count() >= target);
            sent.addAll(load.end());
            sent.addAll(asking.end());
        }
        rig.settle(sent);
        List<String> faults = rig.faults(sent);
        faults.addAll(asking.faults());
        faults.addAll(complaints());
        try (Connection connection = rig.open()) {
            Checker checker = new Checker(connection);
            faults.addAll(relays.faults(checker));
            faults.addAll(families.faults(checker));
        }
        return faults;
    }

    /** At random, but none a second time before all have had their turn. */
    private Disaster draw() {
        if (drawn.isEmpty()) {
            List<Disaster> shuffled = new ArrayList<>(possible);
            Collections.shuffle(shuffled, random);
            drawn.addAll(shuffled);
        }
        return drawn.remove();
    }

    /** What the engine itself finds wrong when it adds up. */
    private List<String> complaints() {
        JsonNode balance =
                rig.rest(User.VIEWER).callUnchecked(RestCall.get("balances")).json();
        return balance.path("right").asBoolean() ? List.of() : List.of("balance: " + balance);
    }

    /** So many that both extents are reached in about the same round. */
    private int signalsPerRound() {
        return (int) ((long) extent.signals * extent.disastersPerRound / Math.max(1, 2 * extent.kills));
    }

    /** The next disaster comes when the engine has got on since the last one, after a while of any length. */
    private void awaitProgress(Load load) {
        int before = load.count();
        eventually().until(() -> load.count() > before);
        long handled = rig.handled();
        eventually().until(() -> rig.handled() > handled || load.count() > before + 20_000);
        Disaster.pause(random, 2_000);
    }
}
