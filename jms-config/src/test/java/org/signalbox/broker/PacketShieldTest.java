package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl.CHANNEL_ID;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.CreateSessionMessage;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketShieldTest {

    private static final class Bare extends PacketImpl {
        private Bare(byte type, long channel) {
            super(type);
            setChannelID(channel);
        }
    }

    private final List<String> calls = new ArrayList<>();

    @Test
    void of_all_packets_there_could_be_only_those_of_a_log_in_come_before_one() {
        PacketShield shield = new PacketShield("");
        List<String> passed = new ArrayList<>();
        for (long channel = 0; channel < CHANNEL_ID.USER.id; channel++) {
            for (int type = Byte.MIN_VALUE; type <= Byte.MAX_VALUE; type++) {
                if (shield.intercept(new Bare((byte) type, channel), connection("/10.0.0.9:4711"))) {
                    passed.add(channel + " " + type);
                }
            }
        }

        assertThat(passed)
                .containsExactlyInAnyOrder(
                        "0 " + PacketImpl.PING,
                        "0 " + PacketImpl.SUBSCRIBE_TOPOLOGY,
                        "0 " + PacketImpl.SUBSCRIBE_TOPOLOGY_V2,
                        "1 " + PacketImpl.CREATESESSION,
                        "1 " + PacketImpl.CREATESESSION_V2,
                        "1 " + PacketImpl.CHECK_FOR_FAILOVER);
        assertThat(calls).as("each other one ends its connection").hasSize(10 * 256 - 6);
    }

    @Test
    void what_a_session_sends_passes_and_a_session_has_no_channel_of_the_broker() {
        PacketShield shield = new PacketShield("");

        assertThat(shield.intercept(new Bare(PacketImpl.SESS_SEND, 10), connection("/10.0.0.9:4711")))
                .isTrue();
        for (long channel = 0; channel < 12; channel++) {
            Packet creation =
                    new CreateSessionMessage("name", channel, 1, "u", "p", 1, false, true, true, false, -1, null);
            creation.setChannelID(CHANNEL_ID.SESSION.id);
            assertThat(shield.intercept(creation, connection("/10.0.0.9:4711")))
                    .as("channel " + channel)
                    .isEqualTo(channel >= CHANNEL_ID.USER.id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.2:61616", "/10.0.0.2:61616", "broker/10.0.0.2:61616", "[fe80::1]:61616", "/fe80::1:61616"
            })
    void brokers_of_a_cluster_may_send_each_other_more(String address) {
        PacketShield shield = new PacketShield(" 10.0.0.2,,fe80::1 ");

        assertThat(shield.intercept(new Bare(PacketImpl.CLUSTER_CONNECT, CHANNEL_ID.CLUSTER.id), connection(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/10.0.0.20:61616", "/110.0.0.2:1", "10.0.0.9:10", "10.0.0.2.example/10.0.0.9:1", "unknown"})
    void nobody_else_may(String address) {
        PacketShield shield = new PacketShield("10.0.0.2");

        assertThat(shield.intercept(new Bare(PacketImpl.CLUSTER_CONNECT, CHANNEL_ID.CLUSTER.id), connection(address)))
                .isFalse();
        assertThat(calls).containsExactly("fail");
    }

    @Test
    void who_is_refused_does_not_fill_the_log() {
        AtomicLong nanos = new AtomicLong();
        List<String> log = new ArrayList<>();
        Refusals refusals = new Refusals("SIGBOX0030", nanos::get, log::add);

        for (int n = 0; n < 1000; n++) {
            refusals.tell("refused " + n);
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(20));
        }

        assertThat(log).hasSize(2);
        assertThat(log.get(0)).isEqualTo("SIGBOX0030: refused 0");
        assertThat(log.get(1)).isEqualTo("SIGBOX0030: refused 500. 499 more since the last such line");
    }

    /** Notes by which methods it is called. */
    private RemotingConnection connection(String address) {
        return (RemotingConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RemotingConnection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getRemoteAddress")) {
                        return address;
                    }
                    calls.add(method.getName());
                    return null;
                });
    }
}
