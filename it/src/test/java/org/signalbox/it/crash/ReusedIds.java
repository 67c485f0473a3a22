package org.signalbox.it.crash;

import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Signals under ids that were used before. Some are repetitions, also with the same value written differently: they have no effect. Others are
 * something else: they are refused, and kept.
 */
final class ReusedIds {

    private static final String NAME = "reused";
    private static final int INSTANCES = 5;
    private static final int MOST_MORE = 4;

    private final Random random;
    private int first;
    private int repeated;
    private int other;

    ReusedIds(long seed) {
        this.random = new Random(seed);
    }

    /** One under a new id, and some under the same one, in one group. */
    List<Post.Writing> next() {
        Sent sent = new Sent(NAME + "-" + random.nextInt(INSTANCES), NAME, ++first);
        List<Post.Writing> letters = new ArrayList<>(List.of(Post.item(sent)));
        for (int i = random.nextInt(MOST_MORE); i > 0; i--) {
            boolean same = random.nextBoolean();
            letters.add(same ? same(sent) : another(sent));
            repeated += same ? 1 : 0;
            other += same ? 0 : 1;
        }
        return letters;
    }

    private Post.Writing same(Sent sent) {
        long number = sent.number();
        return switch (random.nextInt(6)) {
            case 0 -> Post.item(sent);
            case 1 -> Post.item(sent, "add", "{ \"number\" : " + number + ".0,\n\"sender\":\"" + NAME + "\"}");
            case 2 -> Post.item(sent, "add", "{\"number\":" + number + "00e-2,\"sender\":\"\\u0072eused\"}");
            case 3 ->
                session -> {
                    BytesMessage bytes = session.createBytesMessage();
                    bytes.writeBytes(Post.json(sent, "").getBytes(StandardCharsets.UTF_8));
                    return Post.addressed(bytes, sent, "tally", "add");
                };
            case 4 -> Post.withGroupSequence(Post.item(sent), -1);
            default -> Post.stranger(sent); // it starts nothing, and needs not
        };
    }

    private Post.Writing another(Sent sent) {
        return switch (random.nextInt(5)) {
            case 0 ->
                Post.item(sent, "add", Post.json(new Sent(sent.workflowId(), NAME, sent.number() + 1_000_000), ""));
            case 1 -> Post.item(sent, "add", Post.json(sent, ",\"chore\":1"));
            case 2 -> Post.item(sent, "fail", Post.json(sent, ""));
            case 3 -> Post.item(sent, "relay", "", "add", Post.json(sent, ""));
            default ->
                session -> {
                    Message empty = session.createMessage();
                    return Post.addressed(empty, sent, "tally", "add");
                };
        };
    }

    int sent() {
        return first + repeated + other;
    }

    List<String> faults(Checker checker) throws SQLException {
        String ours = " where workflow_id like '" + NAME + "-%'";
        List<String> faults = new ArrayList<>();
        faults.addAll(Traffic.compared(
                "first under their id, handled",
                checker.number("select count(*) from journal" + ours + " and kind = 'SIGNAL' and state = 'HANDLED'"),
                (long) first));
        faults.addAll(Traffic.compared(
                "repeated", checker.number("select coalesce(sum(times), 0) from repetition" + ours), (long) repeated));
        faults.addAll(Traffic.compared(
                "something else under a used id",
                checker.number("select coalesce(sum(times), 0) from undeliverable" + ours
                        + " and reason = 'ID_REUSED' and settled is null"),
                (long) other));
        return faults;
    }
}
