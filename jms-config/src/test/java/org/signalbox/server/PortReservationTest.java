package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortReservationTest {
    @Test
    void two_servers_that_start_together_get_different_ports() {
        try (PortReservation one = PortReservation.firstFree();
                PortReservation two = PortReservation.firstFree();
                PortReservation three = PortReservation.firstFree()) {
            assertThat(one.ports()).isNotEqualTo(two.ports());
            assertThat(two.ports()).isNotEqualTo(three.ports());
            assertThat(one.ports()).isNotEqualTo(three.ports());
        }
    }

    @Test
    void ports_are_not_free_if_somebody_listens_on_one_of_them() throws IOException {
        try (PortReservation reservation = PortReservation.firstFree();
                ServerSocket socket =
                        new ServerSocket(reservation.ports().jms(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThat(reservation.ports().areFree()).isFalse();
        }
    }
}
