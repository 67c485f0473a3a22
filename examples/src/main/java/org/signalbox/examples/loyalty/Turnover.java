package org.signalbox.examples.loyalty;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a customer has spent, by currency: amounts of different currencies are never added up. */
record Turnover(Map<Currency, BigDecimal> sums) {

    Turnover {
        sums = Collections.unmodifiableSortedMap(sorted(sums));
    }

    static Turnover nothing() {
        return new Turnover(Map.of());
    }

    Turnover plus(Money price) {
        SortedMap<Currency, BigDecimal> more = sorted(sums);
        more.merge(price.currency(), price.amount(), BigDecimal::add);
        return new Turnover(more);
    }

    private static SortedMap<Currency, BigDecimal> sorted(Map<Currency, BigDecimal> sums) {
        SortedMap<Currency, BigDecimal> copy = new TreeMap<>(Comparator.comparing(Currency::getCurrencyCode));
        copy.putAll(sums);
        return copy;
    }
}
