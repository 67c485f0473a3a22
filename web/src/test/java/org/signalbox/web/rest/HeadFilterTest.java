package org.signalbox.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/signalbox/api/v1/instances/a", "a%2Fb+c", "%C3%BC", "%F0%9D%84%9E", "%00"})
    void percent_encoded_utf_8_is_let_through(String encoded) {
        assertThat(HeadFilter.isUtf8(encoded)).isTrue();
    }

    @Test
    void so_is_nothing() {
        assertThat(HeadFilter.isUtf8(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "a%C3", "%C3%28", "%ED%A0%80", "%", "%zz", "%1"})
    void what_is_no_utf_8_or_not_percent_encoded_is_not(String encoded) {
        assertThat(HeadFilter.isUtf8(encoded)).isFalse();
    }
}
