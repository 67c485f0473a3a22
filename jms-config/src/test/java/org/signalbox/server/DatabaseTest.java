package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void a_database_is_reachable_while_something_listens_at_its_address() throws IOException {
        Database database;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            database = postgres("jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/signalbox?ssl=false");
            assertThat(database.isReachable()).isTrue();
        }
        assertThat(database.isReachable()).isFalse();
    }

    @Test
    void an_address_that_is_not_understood_counts_as_reachable() {
        assertThat(postgres("jdbc:postgresql:signalbox").isReachable()).isTrue();
        assertThat(postgres("jdbc:postgresql://[::1]:1/signalbox").isReachable())
                .isTrue();
        assertThat(new Database.H2().isReachable()).isTrue();
    }

    private static Database postgres(String url) {
        return new Database.PostgreSql(url, "signalbox", "secret");
    }
}
