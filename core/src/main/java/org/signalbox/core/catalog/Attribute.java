package org.signalbox.core.catalog;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One value of a search attribute, in the form in which it is stored and compared.
 *
 * @param text exactly one of text and number is there
 */
public record Attribute(String name, Optional<String> text, Optional<BigDecimal> number) {

    static Attribute of(String name, String text) {
        return new Attribute(name, Optional.of(text), Optional.empty());
    }

    static Attribute of(String name, BigDecimal number) {
        return new Attribute(name, Optional.empty(), Optional.of(number));
    }

    /** Compared with another value of the same attribute. */
    int compareTo(Attribute other) {
        return number.isPresent()
                ? number.get().compareTo(other.number.orElseThrow())
                : text.orElseThrow().compareTo(other.text.orElseThrow());
    }
}
