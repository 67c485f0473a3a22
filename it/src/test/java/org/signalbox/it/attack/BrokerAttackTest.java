package org.signalbox.it.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signalbox.server.User;

/** What the roles can do at a broker, over each of its protocols: the same for the one inside the server and for an external one. */
abstract class BrokerAttackTest {

    private final int port;
    private final String workQueue;

    /** @param workQueue a queue of requests to systems outside */
    BrokerAttackTest(int port, String workQueue) {
        this.port = port;
        this.workQueue = workQueue;
    }

    abstract String passwordOf(User user);

    /** Who may send to the broker's management besides. */
    List<String> managers() {
        return List.of();
    }

    @ParameterizedTest
    @EnumSource
    void a_role_sends_to_its_own_queue_and_to_no_other(Door.Protocol protocol) throws Exception {
        List<String> allowed = new ArrayList<>();
        for (User user : User.values()) {
            try (Door door = open(protocol, user)) {
                for (String address : Names.plain(workQueue)) {
                    if (door.send(address, "attack-" + user.login())) {
                        allowed.add(user.login() + " " + address);
                    }
                }
            }
        }
        List<String> expected = new ArrayList<>(managers());
        expected.addAll(List.of("sender " + Names.SIGNALS, "worker " + Names.RESULTS));
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void nobody_takes_or_browses_anything_but_a_worker_its_requests(Door.Protocol protocol) throws Exception {
        List<String> allowed = new ArrayList<>();
        for (User user : User.values()) {
            try (Door door = open(protocol, user)) {
                for (String address : Names.plain(workQueue)) {
                    note(allowed, door.consume(address), user, "consume", address);
                    note(allowed, door.browse(address), user, "browse", address);
                    note(allowed, door.subscribe(address), user, "subscribe", address);
                }
            }
        }
        // WildFly has no permission of its own to browse
        assertThat(allowed)
                .contains("worker consume " + workQueue)
                .allMatch(one -> one.startsWith("worker ") && one.endsWith(" " + workQueue));
    }

    @ParameterizedTest
    @EnumSource
    void fully_qualified_names_and_wildcards_open_nothing(Door.Protocol protocol) throws Exception {
        List<String> allowed = new ArrayList<>();
        for (User user : List.of(User.SENDER, User.WORKER)) {
            try (Door door = open(protocol, user)) {
                for (String address : Names.fullyQualified(workQueue)) {
                    note(allowed, door.send(address, "attack-fqqn"), user, "send", address);
                    note(allowed, door.consume(address), user, "consume", address);
                    note(allowed, door.browse(address), user, "browse", address);
                }
                for (String address : Names.wildcards(workQueue)) {
                    note(allowed, door.send(address, "attack-wildcard"), user, "send", address);
                    note(allowed, door.consume(address), user, "consume", address);
                    note(allowed, door.subscribe(address), user, "subscribe", address);
                }
            }
        }
        // a worker's own queue, spelt out: results go where they always go
        assertThat(allowed).isSubsetOf("worker send " + Names.RESULTS + "::" + Names.RESULTS);
    }

    @Test
    void no_queue_is_created_that_gets_copies_of_what_others_send() throws Exception {
        List<String> allowed = new ArrayList<>();
        List<String> addresses = new ArrayList<>(Names.wildcards(workQueue));
        addresses.addAll(Names.plain(workQueue));
        addresses.addAll(List.of("jms.tempqueue.mine", UUID.randomUUID() + ".#", "#." + UUID.randomUUID()));
        for (User user : List.of(User.SENDER, User.WORKER)) {
            try (CoreDoor door = new CoreDoor(port, user.login(), passwordOf(user))) {
                for (String address : addresses) {
                    note(allowed, door.creates(CoreDoor.queue(address)), user, "temporary", address);
                    note(allowed, door.creates(CoreDoor.queue(address).setTemporary(false)), user, "volatile", address);
                    note(
                            allowed,
                            door.creates(
                                    CoreDoor.queue(address).setTemporary(false).setDurable(true)),
                            user,
                            "durable",
                            address);
                    note(allowed, door.creates(CoreDoor.queue(address).setName(address)), user, "own name", address);
                }
            }
        }
        assertThat(allowed).isEmpty();
    }

    @Test
    void a_temporary_queue_has_its_own_name_and_ends_with_its_connection() throws Exception {
        String mine = UUID.randomUUID().toString();
        try (CoreDoor door = new CoreDoor(port, "sender", passwordOf(User.SENDER))) {
            assertThat(door.creates(CoreDoor.queue(mine))).as("another name").isFalse();
            assertThat(door.creates(CoreDoor.queue(mine).setName(Names.SIGNALS + ".mine")))
                    .as("a name to take from others")
                    .isFalse();
            assertThat(door.creates(CoreDoor.queue(mine).setName(mine).setTemporary(false)))
                    .as("one that stays")
                    .isFalse();
            assertThat(door.creates(CoreDoor.queue(mine).setName(mine))).isTrue();
            assertThat(door.consume(mine)).isTrue();
            assertThat(door.send(mine, "attack-temporary"))
                    .as("answers come from the server")
                    .isFalse();
            String old = "jms.tempqueue." + UUID.randomUUID();
            assertThat(door.creates(CoreDoor.queue(old).setName(old)))
                    .as("of enable1xPrefixes")
                    .isTrue();
            assertThat(door.consume(old)).isTrue();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> !exists(mine));
    }

    @Test
    void no_address_is_created() throws Exception {
        for (User user : List.of(User.SENDER, User.WORKER)) {
            for (String address : List.of(UUID.randomUUID().toString(), "mine", "jms.queue.mine", "jms.#")) {
                try (CoreDoor door = new CoreDoor(port, user.login(), passwordOf(user))) {
                    for (RoutingType kind : RoutingType.values()) {
                        assertThat(CoreDoor.isAllowed(
                                        () -> door.session().createAddress(SimpleString.of(address), kind, false)))
                                .as(user + " " + address)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void the_temporary_queue_of_another_user_is_closed_to_everybody_else() throws Exception {
        try (CoreDoor owner = new CoreDoor(port, "worker", passwordOf(User.WORKER));
                CoreDoor second = new CoreDoor(port, "worker", passwordOf(User.WORKER));
                CoreDoor thief = new CoreDoor(port, "sender", passwordOf(User.SENDER))) {
            String theirs = owner.temporaryQueue();
            String mine = thief.temporaryQueue();
            for (Door.Protocol protocol : Door.Protocol.values()) {
                try (Door door = open(protocol, User.SENDER)) {
                    assertThat(door.consume(theirs)).as("consume " + protocol).isFalse();
                    assertThat(door.browse(theirs)).as("browse " + protocol).isFalse();
                    assertThat(door.consume(theirs + "::" + theirs))
                            .as("fully qualified " + protocol)
                            .isFalse();
                    assertThat(door.send(theirs, "attack-foreign"))
                            .as("send " + protocol)
                            .isFalse();
                }
            }
            assertThat(CoreDoor.isAllowed(() -> thief.session().deleteQueue(theirs)))
                    .as("delete")
                    .isFalse();
            for (String replyTo :
                    List.of("temp-queue://" + theirs, theirs, "queue://" + theirs, theirs + "::" + theirs)) {
                assertThat(thief.send(Names.SIGNALS, "attack-reply", replyTo))
                        .as(replyTo)
                        .isFalse();
            }
            assertThat(thief.send(Names.SIGNALS, "attack-reply", "temp-queue://" + mine))
                    .isTrue();
            assertThat(second.consume(theirs))
                    .as("another connection of the same user")
                    .isTrue();
            assertThat(owner.consume(theirs)).isTrue();
        }
    }

    @Test
    void what_no_client_sends_closes_the_connection_before_and_after_a_log_in() throws Exception {
        String created = "mine" + UUID.randomUUID();
        for (RawPackets.Packets packets : RawPackets.harmful(Names.SIGNALS, created)) {
            try (RawPackets stranger = new RawPackets(port)) {
                assertThat(stranger.isClosedBy(packets)).as(packets.name()).isTrue();
            }
            try (CoreDoor door = new CoreDoor(port, "sender", passwordOf(User.SENDER));
                    RawPackets sender = new RawPackets(door.session())) {
                assertThat(sender.isClosedBy(packets))
                        .as(packets.name() + " after a log-in")
                        .isTrue();
            }
        }
        assertThat(exists(created)).isFalse();
    }

    @Test
    void nobody_takes_over_the_session_of_another() throws Exception {
        try (CoreDoor victim = new CoreDoor(port, "sender", passwordOf(User.SENDER));
                RawPackets stranger = new RawPackets(port)) {
            String name = RawPackets.nameOf(victim.session());

            assertThat(stranger.reattaches(name)).isFalse();
            assertThat(stranger.reattaches("mine")).isFalse();
            assertThat(stranger.creates(name, "worker", passwordOf(User.WORKER)))
                    .isFalse();
            assertThat(stranger.creates(name, "sender", "wrong")).isFalse();
            assertThat(victim.send(Names.SIGNALS, "attack-session")).isTrue();
        }
    }

    private Door open(Door.Protocol protocol, User user) throws Exception {
        return protocol.open(port, user.login(), passwordOf(user));
    }

    private boolean exists(String queue) throws Exception {
        try (CoreDoor door = new CoreDoor(port, "sender", passwordOf(User.SENDER))) {
            ClientSession session = door.session();
            return session.queueQuery(SimpleString.of(queue)).isExists();
        }
    }

    private static void note(List<String> allowed, boolean isAllowed, User user, String what, String address) {
        if (isAllowed) {
            allowed.add(user.login() + " " + what + " " + address);
        }
    }
}
