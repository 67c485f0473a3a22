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
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;
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
    private static final int DISASTERS_PER_WAVE = 6;

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
            System.out.println("round " + round + ": " + describe() + "; " + expectation());
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

    /** How fast it was until now, and how long it will take at that rate. */
    private String expectation() {
        double minutes = Duration.between(begin, Instant.now()).toMillis() / 60_000.0;
        double done = Math.min(
                extent.kills == 0 ? 1 : (double) kills() / extent.kills,
                extent.signals == 0 ? 1 : (double) sent.size() / extent.signals);
        return "%.1f kills and %,.0f signals a minute, %.0f minutes to go"
                .formatted(
                        kills() / minutes,
                        sent.size() / minutes,
                        done <= 0 ? 0 : Math.max(0, minutes / done - minutes));
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
        List<Wave> waves = new ArrayList<>();
        try (Load load = new Load(rig.post(), rig::handled, "r" + round + "s", SENDERS, TALLIES, random.nextLong())) {
            int target = signalsPerRound();
            for (int i = 0; i < extent.disastersPerRound; i++) {
                if (i % DISASTERS_PER_WAVE == 0) {
                    waves.stream().skip(Math.max(0, waves.size() - 1)).forEach(this::end);
                    waves.add(new Wave(rig, round + "." + (waves.size() + 1)));
                }
                awaitProgress(load);
                Disaster disaster = draw();
                System.out.println(Instant.now() + " " + disaster);
                disaster.strike(rig, random);
                disasters.merge(disaster, 1, Integer::sum);
            }
            await(load, () -> load.count() >= target);
            sent.addAll(load.end());
            end(waves.get(waves.size() - 1));
        } finally {
            waves.forEach(Wave::close);
        }
        return settled(waves);
    }

    private void end(Wave wave) {
        sent.addAll(wave.end());
    }

    /** What is wrong when everything has come to rest. */
    private List<String> settled(List<Wave> waves) throws IOException, SQLException {
        waves.forEach(Wave::finish);
        rig.settle(sent);
        List<String> faults = rig.faults(sent);
        faults.addAll(complaints());
        try (Connection connection = rig.open()) {
            Checker checker = new Checker(connection);
            for (Wave wave : waves) {
                faults.addAll(wave.faults(checker));
            }
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

    /** So many that both extents are reached in about the same round: ten disasters kill about seven processes. */
    private int signalsPerRound() {
        return (int) (10L * extent.signals * extent.disastersPerRound / Math.max(1, 14 * extent.kills));
    }

    /** The next disaster comes when the engine has got on since the last one, after a while of any length. */
    private void awaitProgress(Load load) throws IOException, SQLException {
        long handled = rig.handled();
        await(load, () -> rig.handled() > handled);
        Disaster.pause(random, 2_000);
    }

    /** Tells what is where if the condition does not come true. */
    private void await(Load load, BooleanSupplier condition) throws IOException, SQLException {
        try {
            eventually().until(condition::getAsBoolean);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    load.count() + " sent, " + rig.handled() + " handled; " + rig.unsettled(List.of()), e);
        }
    }
}
