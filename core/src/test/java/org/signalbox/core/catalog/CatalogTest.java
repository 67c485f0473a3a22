package org.signalbox.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.signalbox.activity.Activity;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.SearchAttribute;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.WhenRunEnds;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

class CatalogTest {

    record Item(String name) {}

    abstract static class Collector<T> {
        @Nullable
        T last;

        @Signal
        void take(T item) {
            last = item;
        }

        @Signal
        @SuppressWarnings("UnusedMethod")
        private void hidden() {}
    }

    @Workflow("good")
    static class Good extends Collector<Item> {
        int sum;

        @Start
        void begin() {}

        @Signal("renamed")
        void method(WorkflowContext wf, List<Item> items) {}

        @Signal
        void names(String... names) {
            sum = names.length;
        }

        @Signal
        void add(int number) {
            sum += number;
        }

        @OnTimer("tick")
        void tick() {}

        @Query
        int sum(Optional<Item> of) {
            return sum;
        }
    }

    @Workflow("bad")
    static class Bad {
        @Start
        void one() {}

        @Start
        void two() {}

        @Signal
        void pair(String left, String right) {}

        @Signal
        static void global() {}

        @Signal("twice")
        void twice1() {}

        @Signal("twice")
        void twice2() {}

        @Signal(" ")
        void blank() {}

        @Signal
        void contexts(WorkflowContext one, WorkflowContext two) {}

        @OnTimer("tick")
        void tick(String payload) {}

        @Query
        void nothing() {}

        @Query
        int withContext(WorkflowContext wf) {
            return 1;
        }

        @Update("twice")
        void update1() {}

        @Update("twice")
        void update2() {}

        @Validate("twice")
        void validate(WorkflowContext wf) {}

        @Validate("gone")
        void validateNothing() {}

        @SearchAttribute
        List<Item> items = List.of();

        @SearchAttribute
        transient int forgotten;

        @SearchAttribute("same")
        int one;

        @SearchAttribute("same")
        int other;

        @SearchAttribute("no name")
        int nameless;
    }

    @Workflow("bad")
    abstract static class AlsoBad {}

    @Workflow("greedy")
    @WhenRunEnds(late = WhenRunEnds.Late.START)
    static class Greedy {
        @Start
        void begin(Item item) {}
    }

    @Workflow("hasty")
    @WhenRunEnds(heldFor = "PT0S")
    static class Hasty {}

    static class Channels<T> {
        @Signal
        final SignalChannel<List<T>> inherited = new SignalChannel<>();

        @Signal("go")
        final SignalChannel<Integer> started = new SignalChannel<>();
    }

    @Workflow("channels")
    static class GoodChannels extends Channels<Item> {
        @Run
        int main() {
            return 1;
        }
    }

    @Workflow("bad channels")
    static class BadChannels {
        final SignalChannel<Item> unmarked = new SignalChannel<>();

        @Signal
        static final SignalChannel<Item> SHARED = new SignalChannel<>();

        @Signal("both")
        final SignalChannel<Item> channel = new SignalChannel<>();

        @Signal
        int number;

        @Signal
        void both() {}

        @Start
        void start() {}

        @Run
        void run() {}

        @Run
        void runAgain() {}

        @OnTimer("#1.2")
        void reserved() {}
    }

    @Activity(maxAttempts = 3, notRetried = IOException.class, firstBackoff = "PT2S", longestBackoff = "PT5S")
    interface Mail {
        String send(Item item, int times) throws Exception;

        @Activity(startToClose = "PT5S")
        void quick();

        static void helper() {}
    }

    @Activity(startToClose = "soon")
    interface BadMail {
        void send(String text);

        void send(int number);

        @Activity(backoffFactor = Double.NaN)
        void noNumber();

        @Activity(startToClose = "-PT1S")
        void before();

        @Activity(maxAttempts = -1)
        void lessThanOnce();

        @Activity(firstBackoff = "PT0S")
        void atOnce();

        @Activity(queue = "remote.mail", transactional = true)
        void twoMasters();

        @Activity(concurrency = 2)
        void limitOfItsOwn();
    }

    @Activity(name = "Mail")
    interface OtherMail {}

    private static Catalog good() {
        return Catalog.of(List.of(Good.class), List.of(Mail.class), c -> Good::new);
    }

    private static Handler signal(String name) {
        return good().workflow("good").flatMap(w -> w.signal(name)).orElseThrow();
    }

    @Test
    void handlers_are_found_by_name_in_class_and_superclass() {
        WorkflowType type = good().workflow("good").orElseThrow();

        assertThat(type.signalNames()).containsExactly("add", "hidden", "names", "renamed", "take");
        assertThat(type.timer("tick")).isPresent();
        assertThat(type.start()).isPresent();
        assertThat(type.queryNames()).containsExactly("sum");
        assertThat(good().workflow("other")).isEmpty();
    }

    @Test
    void a_payload_has_the_type_the_subclass_gives_it() throws Throwable {
        Good object = new Good();
        Handler take = signal("take");

        take.call(object, take.decode(Optional.of("{\"name\":\"tea\"}")), Optional.empty());

        assertThat(object.last).isEqualTo(new Item("tea"));
        assertThat(signal("renamed").decode(Optional.of("[{\"name\":\"tea\"}]")))
                .contains(List.of(new Item("tea")));
    }

    @Test
    void a_channel_takes_signals_of_the_type_the_class_gives_it() {
        WorkflowType type = Catalog.of(List.of(GoodChannels.class), List.of(), c -> GoodChannels::new)
                .workflow("channels")
                .orElseThrow();
        GoodChannels object = new GoodChannels();

        Channel inherited = type.channel("inherited").orElseThrow();
        inherited.in(object).send(inherited.decode(Optional.of("[{\"name\":\"tea\"}]")));

        assertThat(type.signalNames()).containsExactly("go", "inherited");
        assertThat(type.takes("go")).isTrue();
        assertThat(type.beginning()).isEqualTo(type.main()).isPresent();
        assertThat(object.inherited.waiting()).containsExactly(List.of(new Item("tea")));
        assertThat(type.filled(object)).containsExactly("inherited");
        assertThat(type.nameOf(object.started, object)).isEqualTo("go");
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> type.check("go", Optional.of("\"x\"")));
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> type.check("go", Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> type.nameOf(new SignalChannel<>(), object));
    }

    @Test
    void what_is_wrong_with_channels_and_beginnings_is_told() {
        assertThatExceptionOfType(InvalidApplication.class)
                .isThrownBy(() -> Catalog.of(List.of(BadChannels.class), List.of(), c -> BadChannels::new))
                .withMessageContaining("channel 'unmarked' needs @Signal")
                .withMessageContaining("channel 'SHARED' must be neither static nor transient")
                .withMessageContaining("more than one @Signal is called 'both'")
                .withMessageContaining("@Signal number must be a method or a field of type SignalChannel")
                .withMessageContaining("either @Start or @Run; what @Start [start] does belongs")
                .withMessageContaining("more than one method has @Run: [run, runAgain]")
                .withMessageContaining("names that begin with # are those of waiting handlers");
    }

    @Test
    void variable_arguments_are_one_array() throws Throwable {
        Good object = new Good();
        Handler names = signal("names");

        names.call(object, names.decode(Optional.of("[\"a\",\"b\"]")), Optional.empty());

        assertThat(object.sum).isEqualTo(2);
    }

    @Test
    void a_payload_nobody_takes_must_at_least_be_json() {
        assertThat(signal("hidden").decode(Optional.of("{\"any\":1}"))).isEmpty();
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> signal("hidden").decode(Optional.of("{")));
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> signal("add").decode(Optional.empty()))
                .withMessageContaining("'add' wants a payload of type int");
    }

    @Test
    void everything_wrong_is_told_at_once() {
        assertThatExceptionOfType(InvalidApplication.class)
                .isThrownBy(() -> Catalog.of(
                        List.of(Bad.class, AlsoBad.class, Greedy.class, Hasty.class),
                        List.of(BadMail.class, Mail.class, OtherMail.class),
                        c -> Object::new))
                .withMessageContaining("more than one method has @Start: [one, two]")
                .withMessageContaining("@Signal pair takes more than one payload; put the values into one record")
                .withMessageContaining("@Signal global must not be static")
                .withMessageContaining("more than one @Signal is called 'twice'")
                .withMessageContaining("@Signal blank needs a name of 1 to 200 characters")
                .withMessageContaining("@Signal contexts takes more than one WorkflowContext")
                .withMessageContaining("@OnTimer tick can't take a payload")
                .withMessageContaining("@Query nothing returns nothing")
                .withMessageContaining("@Query withContext can't take a WorkflowContext")
                .withMessageContaining("more than one @Update is called 'twice'")
                .withMessageContaining("@SearchAttribute items is a java.util.List")
                .withMessageContaining("@SearchAttribute forgotten must not be static, transient or injected")
                .withMessageContaining("more than one @SearchAttribute is called 'same'")
                .withMessageContaining("@SearchAttribute nameless needs a name")
                .withMessageContaining("@Validate validate can't take a WorkflowContext")
                .withMessageContaining("@Validate(\"gone\") has no @Update of that name")
                .withMessageContaining("a workflow must be a class that can be instantiated")
                .withMessageContaining("late signals can't start a run, because Greedy.begin takes an input")
                .withMessageContaining("heldFor must be longer than nothing and at most a hundred years, not PT0S")
                .withMessageContaining("two workflows are called 'bad'")
                .withMessageContaining("BadMail.send: Text cannot be parsed to a Duration")
                .withMessageContaining(
                        "startToClose must be longer than nothing and at most a hundred years, not PT-1S")
                .withMessageContaining("maxAttempts can't be -1")
                .withMessageContaining("BadMail.noNumber: ")
                .withMessageContaining("BadMail.atOnce: A back-off needs")
                .withMessageContaining("BadMail.twoMasters: what is done through a queue can't be transactional")
                .withMessageContaining("BadMail.limitOfItsOwn: concurrency and startsPerSecond hold for all methods")
                .withMessageContaining("two activity types are called 'Mail'");
    }

    @Test
    void an_activity_must_be_an_interface() {
        @Activity
        class Real {}

        assertThatExceptionOfType(InvalidApplication.class)
                .isThrownBy(() -> Catalog.of(List.of(), List.of(Real.class), c -> Object::new))
                .withMessageContaining("must be an interface");
    }

    @Test
    void a_method_has_its_own_options_or_those_of_its_interface() {
        ActivityType mail = good().activity(Mail.class).orElseThrow();

        assertThat(mail.methods()).containsOnlyKeys("send", "quick");
        assertThat(mail.method("send").orElseThrow().limits().startToClose()).isEqualTo(Duration.ofMinutes(1));
        assertThat(mail.method("quick").orElseThrow().limits().startToClose()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void an_activity_is_called_with_its_stored_arguments() throws Throwable {
        ActivityMethod send =
                good().activity("Mail").flatMap(m -> m.method("send")).orElseThrow();
        Mail bean = mail((item, times) -> item.name().repeat(times));

        assertThat(send.call(bean, ActivityMethod.encode(new Object[] {new Item("ab"), 2})))
                .isEqualTo("\"abab\"");
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> send.call(bean, "[1]"));
        Mail failing = mail((item, times) -> {
            throw new FileNotFoundException(item.name());
        });
        assertThatExceptionOfType(FileNotFoundException.class)
                .isThrownBy(() -> send.call(failing, "[{\"name\":\"tea\"},2]"));
    }

    private interface Send {
        String send(Item item, int times) throws Exception;
    }

    private static Mail mail(Send send) {
        return new Mail() {
            @Override
            public String send(Item item, int times) throws Exception {
                return send.send(item, times);
            }

            @Override
            public void quick() {}
        };
    }

    @Test
    void a_failure_is_retried_until_attempts_are_used_up_or_it_is_not_worth_it() throws NoSuchMethodException {
        ActivityMethod send =
                good().activity("Mail").flatMap(m -> m.method("send")).orElseThrow();

        assertThat(send.isRetried(new IllegalStateException(), 2)).isTrue();
        assertThat(send.isRetried(new IllegalStateException(), 3)).isFalse();
        assertThat(send.isRetried(new FileNotFoundException(), 1)).isFalse();
        assertThat(send.isRetried(new TerminalFailure("no"), 1)).isFalse();
        Method method = Mail.class.getMethod("quick");
        Backoff backoff = new Backoff(Duration.ofSeconds(1), 1, Duration.ofSeconds(1));
        assertThat(new ActivityMethod("m", method, send.limits(), 0, backoff, List.of(), Optional.empty(), false, false)
                        .hasAttemptsLeft(99))
                .isTrue();
    }

    @Test
    void a_back_off_grows_up_to_its_longest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5));

        assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(backoff.after(10)).isEqualTo(Duration.ofMinutes(5));
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofNanos(1), 2, Duration.ofMinutes(5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), 2, Duration.ofSeconds(1)));
    }
}
