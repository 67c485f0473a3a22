package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Author code that leaves its thread or its exceptions in a bad state is parked or answered, and keeps nobody. */
@OnServer
class RascalTest {

    private final Probe probe;
    private final Sender sender;
    private final RestClient rest;
    private final RestClient operator;

    RascalTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
        this.rest = server.rest(User.SENDER);
        this.operator = server.rest(User.OPERATOR);
    }

    @Test
    void a_signal_whose_handler_leaves_the_interrupt_flag_set_is_handled_whatever_way_it_came() {
        for (int number = 1; number <= 3; number++) {
            assertThat(sender.ask(Draft.text("")
                                    .signal("interrupt")
                                    .to("rascal-jms")
                                    .starting("rascal"))
                            .outcome())
                    .isEqualTo("HANDLED");
        }
        assertThat(done("rascal-jms")).isEqualTo(3);

        begin("rascal-rest");
        RestAnswer answer = rest.call(RestCall.signal("rascal-rest", "interrupt", ""));
        assertThat(answer.outcome()).isEqualTo("HANDLED");
        assertThat(rest.call(RestCall.update("rascal-rest", "allowed", "\"interrupt\""))
                        .status())
                .isEqualTo(200);
        assertThat(done("rascal-rest")).isEqualTo(2);
    }

    @Test
    void whatever_a_handler_throws_parks_its_instance() {
        for (String how : List.of("circular", "overflow", "memory")) {
            assertThat(sender.ask(Draft.text("\"" + how + "\"")
                                    .signal("misbehave")
                                    .to("rascal-" + how)
                                    .starting("rascal"))
                            .outcome())
                    .as(how)
                    .isEqualTo("PARKED");
        }
    }

    @Test
    void whatever_a_query_or_validator_throws_is_an_answer() {
        begin("rascal-asked");
        for (String how : List.of("circular", "overflow", "memory")) {
            RestAnswer answer = operator.call(RestCall.get("instances", "rascal-asked", "queries", "asked")
                    .with("argument", "\"" + how + "\""));
            assertThat(answer.status()).as(how).isEqualTo(500);
            assertThat(answer.reason()).as(how).isEqualTo("QUERY_FAILED");

            assertThat(rest.call(RestCall.update("rascal-asked", "allowed", "\"" + how + "\""))
                            .status())
                    .as(how)
                    .isBetween(400, 499);
        }
        assertThat(done("rascal-asked")).isZero();
    }

    private void begin(String id) {
        assertThat(rest.call(RestCall.post("workflows", "rascal", "instances", id))
                        .status())
                .isBetween(200, 299);
    }

    private int done(String id) {
        return probe.query(id, "done").asInt();
    }
}
