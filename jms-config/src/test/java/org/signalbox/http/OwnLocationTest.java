package org.signalbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnLocationTest {

    @ParameterizedTest
    @CsvSource({
        "http://evil.example/signalbox/api/v1/instances/a, evil.example, /signalbox/api/v1/instances/a",
        "http://EVIL.example/x?y=1, evil.EXAMPLE, /x?y=1",
        "https://127.0.0.1:8443/signalbox/, 127.0.0.1:8443, /signalbox/",
        "http://127.0.0.1:8080/x, 127.0.0.1, http://127.0.0.1:8080/x",
        "https://id.example/realms/x, signalbox.example, https://id.example/realms/x",
        "http://signalbox.example.evil/x, signalbox.example, http://signalbox.example.evil/x",
        "/signalbox/console/home, signalbox.example, /signalbox/console/home",
        "http://signalbox.example, signalbox.example, http://signalbox.example"
    })
    void an_address_of_our_own_names_no_host(String location, String host, String expected) {
        assertThat(OwnLocation.withoutHost(location, host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"http://signalbox.example/x"})
    void without_the_header_an_address_stays(String location) {
        assertThat(OwnLocation.withoutHost(location, null)).isEqualTo(location);
    }
}
