package org.signalbox.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Decides which buckets of groups move to which server. A server's fair share is in proportion to the number of its consumers, and measured
 * in messages that were sent recently.
 *
 * <p>Buckets move only while a server has clearly less than its fair share, and only if neither server then is on the other side of its
 * fair share. So the shares come to rest, and a server that is as busy as it should be keeps all its buckets when consumers come and go.
 */
final class ServerShares {

    /** A server whose share is smaller than this part of its fair share gets more. */
    private static final double ENOUGH = 0.8;

    /** All buckets that have a server weigh as much as so many messages: when little is sent, their number is shared, too. */
    private static final double WEIGHT_OF_ALL = 100;

    private static final double ROUNDING = 1e-6;

    /** @param number of the bucket */
    record Bucket(int number, String server, double messages) {}

    record Move(int bucket, String server) {}

    private final Map<String, Share> shares = new HashMap<>();

    private static final class Share {

        private final String server;
        private final double fair;
        private final Deque<Bucket> heaviestFirst = new ArrayDeque<>();
        private double load;

        Share(String server, double fair) {
            this.server = server;
            this.fair = fair;
        }

        boolean isPoor() {
            return load < ENOUGH * fair;
        }

        double missing() {
            return fair - load;
        }

        double surplus() {
            return load - fair;
        }
    }

    private final double weightOfEach;

    /**
     * @param buckets those that a server has
     * @param consumers how many each server has
     */
    ServerShares(List<Bucket> buckets, Map<String, Integer> consumers) {
        weightOfEach = WEIGHT_OF_ALL / Math.max(1, buckets.size());
        double total = buckets.stream().mapToDouble(this::weight).sum();
        int all = consumers.values().stream().mapToInt(Integer::intValue).sum();
        consumers.forEach((server, count) -> shares.put(server, new Share(server, total * count / all)));
        buckets.stream()
                .filter(bucket -> shares.containsKey(bucket.server()))
                .sorted(Comparator.comparingDouble(Bucket::messages).reversed())
                .forEach(this::add);
    }

    private double weight(Bucket bucket) {
        return bucket.messages() + weightOfEach;
    }

    private void add(Bucket bucket) {
        Share share = shares.get(bucket.server());
        if (share != null) {
            share.heaviestFirst.add(bucket);
            share.load += weight(bucket);
        }
    }

    /** @param most how many there may be */
    List<Move> moves(int most) {
        List<Move> moves = new ArrayList<>();
        if (shares.values().stream().noneMatch(Share::isPoor)) {
            return moves;
        }
        while (moves.size() < most) {
            Optional<Move> next = next();
            if (next.isEmpty()) {
                break;
            }
            moves.add(next.get());
        }
        return moves;
    }

    private Optional<Move> next() {
        Share receiver = largest(Share::missing);
        Share giver = largest(Share::surplus);
        // A bucket that is too heavy now is too heavy later, because the differences only become smaller.
        for (Bucket bucket = giver.heaviestFirst.poll(); bucket != null; bucket = giver.heaviestFirst.poll()) {
            double weight = weight(bucket);
            if (weight <= Math.min(receiver.missing(), giver.surplus()) + ROUNDING) {
                giver.load -= weight;
                receiver.load += weight;
                return Optional.of(new Move(bucket.number(), receiver.server));
            }
        }
        return Optional.empty();
    }

    private Share largest(ToDoubleFunction<Share> measure) {
        return shares.values().stream().max(Comparator.comparingDouble(measure)).orElseThrow();
    }
}
