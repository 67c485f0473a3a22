package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who has much to do, or takes long, must not keep others waiting. Each test ends when all it has sent is done: the next one's
 * instances could stand in the sessions of those that are slow.
 */
@Tag("alone")
class StarvationTest {

    private static final int BATCH = 500;

    private static Rig rig;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        rig = Rig.postgreSql(directory);
        rig.start();
    }

    @AfterAll
    static void stop() throws IOException {
        rig.close();
    }

    @Test
    void a_hot_instance_does_not_keep_others_waiting() throws Exception {
        int flood = 2_000;
        send(flood, n -> Post.item(new Sent("snail-1", "hot", n), "snail", "", "crawl", "10"));
        eventually().until(() -> handled("snail") > 20);

        send(100, n -> Post.item(new Sent("calm-" + n, "calm", n)));
        eventually().until(() -> handled("calm") == 100);
        assertThat(handled("snail")).isLessThan(flood / 2);
        eventually().until(() -> handled("snail") == flood);
    }

    @Test
    void handlers_that_take_long_do_not_keep_other_instances_waiting() throws Exception {
        int slow = 80;
        send(slow, n -> Post.item(new Sent("sloth-" + n % 8, "sloth", n), "snail", "", "crawl", "1000"));
        eventually().until(() -> handled("sloth") > 0);

        send(500, n -> Post.item(new Sent("brisk-" + n % 100, "brisk", n)));
        eventually().until(() -> handled("brisk") == 500);
        assertThat(handled("sloth")).isLessThan(slow / 2);
        eventually().until(() -> handled("sloth") == slow);
    }

    @Test
    void mail_for_slow_instances_does_not_keep_other_mail_waiting() throws Exception {
        int slow = 160;
        send(slow, n -> Post.item(new Sent("drone-" + n % 16, "drone", n), "crier", "", "tell", "1000"));
        eventually().until(() -> handledMail("drone") > 0);

        send(500, n -> Post.item(new Sent("lark-" + n % 100, "lark", n), "crier", "", "tell", "0"));
        eventually().until(() -> handledMail("lark") == 500);
        assertThat(handledMail("drone")).isLessThan(slow / 2);
        eventually().until(() -> handledMail("drone") == slow);
    }

    @Test
    void a_slow_activity_type_does_not_keep_others_waiting() throws Exception {
        int slow = 240;
        send(slow, n -> slow(new Sent("slow-" + n % 20, "slow", n)));
        eventually().until(() -> ended("slow") > 0);

        send(100, n -> runner(new Sent("quick-" + n % 20, "quick", n)));
        eventually().until(() -> ended("quick") == 100);
        assertThat(ended("slow")).isLessThan(slow / 2);
        eventually().until(() -> ended("slow") == slow);
    }

    private static Post.Writing slow(Sent sent) {
        return Post.item(sent, "add", Post.json(sent, ",\"chore\":1000"));
    }

    private static Post.Writing runner(Sent sent) {
        return Post.item(sent, "runner", "", "run", Post.json(sent, ""));
    }

    private static long handledMail(String name) throws IOException, SQLException {
        return rig.number("select count(*) from journal where state = 'HANDLED' and kind = 'SIGNAL'"
                + " and workflow_id like '" + name + "-%-snail'");
    }

    private static long handled(String name) throws IOException, SQLException {
        return rig.number("select count(*) from journal where state = 'HANDLED' and kind = 'SIGNAL'"
                + " and workflow_id like '" + name + "-%'");
    }

    private static long ended(String name) throws IOException, SQLException {
        return rig.number(
                "select count(*) from activity where ended_at is not null and workflow_id like '" + name + "-%'");
    }

    private static void send(int messages, IntFunction<Post.Writing> message) throws JMSException {
        for (int first = 1; first <= messages; first += BATCH) {
            List<Post.Writing> batch = IntStream.range(first, Math.min(first + BATCH, messages + 1))
                    .mapToObj(message)
                    .toList();
            rig.post().send(batch);
        }
    }
}
