package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.signalbox.broker.ServerShares.Bucket;
import org.signalbox.broker.ServerShares.Move;

class ServerSharesTest {

    private static final Map<String, Integer> TWO = Map.of("one", 128, "two", 128);

    @Test
    void a_server_that_joins_gets_half_of_the_messages() {
        List<Bucket> buckets = buckets("one", 50, 10);

        assertThat(moves(buckets, TWO))
                .hasSize(25)
                .allMatch(move -> move.server().equals("two"));
    }

    @Test
    void two_busy_instances_are_shared_although_many_idle_ones_are() {
        List<Bucket> buckets = new ArrayList<>(buckets("one", 2_000, 0));
        buckets.addAll(buckets("two", 2_000, 0));
        buckets.add(new Bucket(5_000, "one", 1_000));
        buckets.add(new Bucket(5_001, "one", 1_000));

        assertThat(moves(buckets, TWO)).containsExactly(new Move(5_000, "two"));
    }

    @Test
    void idle_buckets_are_shared_by_their_number() {
        assertThat(moves(buckets("one", 4_096, 0), TWO)).hasSize(2_048);
    }

    @Test
    void a_single_busy_instance_stays_where_it_is() {
        List<Bucket> buckets = new ArrayList<>(buckets("one", 1, 10_000));
        buckets.add(new Bucket(100, "two", 3));

        assertThat(moves(buckets, TWO)).isEmpty();
    }

    @Test
    void the_share_follows_the_number_of_consumers() {
        assertThat(moves(buckets("one", 100, 10), Map.of("one", 90, "two", 10))).hasSize(10);
    }

    @Test
    void a_small_difference_moves_nothing() {
        List<Bucket> buckets = new ArrayList<>(buckets("one", 55, 10));
        buckets.addAll(buckets("two", 45, 10));

        assertThat(moves(buckets, TWO)).isEmpty();
    }

    @Test
    void one_server_keeps_everything() {
        assertThat(moves(buckets("one", 50, 10), Map.of("one", 128))).isEmpty();
    }

    @RepeatedTest(200)
    void the_shares_come_to_rest_nearer_to_what_is_fair(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int servers = 2 + random.nextInt(4);
        Map<String, Integer> consumers = new HashMap<>();
        for (int server = 0; server < servers; server++) {
            consumers.put("s" + server, 1 + random.nextInt(128));
        }
        List<Bucket> buckets = IntStream.range(0, 1 + random.nextInt(500))
                .mapToObj(n -> new Bucket(
                        n,
                        "s" + (int) (servers * Math.pow(random.nextDouble(), 3)),
                        random.nextInt(3) * random.nextInt(50)))
                .toList();

        List<Move> moves = moves(buckets, consumers);

        Set<Integer> moved = new HashSet<>();
        assertThat(moves).allMatch(move -> moved.add(move.bucket()));
        Map<Integer, String> to = new HashMap<>();
        moves.forEach(move -> to.put(move.bucket(), move.server()));
        List<Bucket> after = buckets.stream()
                .map(b -> new Bucket(b.number(), to.getOrDefault(b.number(), b.server()), b.messages()))
                .toList();
        assertThat(distance(after, consumers)).isLessThanOrEqualTo(distance(buckets, consumers));
        assertThat(moves(after, consumers)).as("a second look").isEmpty();
    }

    /** How far all servers together are from their fair shares. */
    private static double distance(List<Bucket> buckets, Map<String, Integer> consumers) {
        double each = 100.0 / buckets.size();
        Map<String, Double> loads = new HashMap<>();
        buckets.forEach(b -> loads.merge(b.server(), b.messages() + each, Double::sum));
        double total = loads.values().stream().mapToDouble(Double::doubleValue).sum();
        int all = consumers.values().stream().mapToInt(Integer::intValue).sum();
        double distance = consumers.entrySet().stream()
                .mapToDouble(e -> Math.abs(loads.getOrDefault(e.getKey(), 0.0) - total * e.getValue() / all))
                .sum();
        return Math.round(distance * 1_000) / 1_000.0;
    }

    private static List<Move> moves(List<Bucket> buckets, Map<String, Integer> consumers) {
        return new ServerShares(buckets, consumers).moves(Integer.MAX_VALUE);
    }

    private static List<Bucket> buckets(String server, int count, double messages) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Bucket(n, server, messages))
                .toList();
    }
}
