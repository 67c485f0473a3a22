package org.signalbox.examples.loyalty.sender;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a customer stands, as expected from the file or as told by the server.
 *
 * @param spent sums by currency, without superfluous zeros, so that 1.5 and 1.50 are equal
 */
record Standing(int purchases, String level, SortedMap<String, BigDecimal> spent) {

    static final Standing NOTHING = new Standing(0, Programme.level(0), new TreeMap<>());

    Standing {
        SortedMap<String, BigDecimal> plain = new TreeMap<>();
        spent.forEach((currency, sum) -> plain.put(currency, sum.stripTrailingZeros()));
        spent = plain;
    }

    /** What each customer's standing must be when all these purchases are handled, in order of first appearance. */
    static Map<String, Standing> expected(List<Sale> sales) {
        Map<String, List<Sale>> byCustomer = new LinkedHashMap<>();
        for (Sale sale : sales) {
            byCustomer
                    .computeIfAbsent(sale.buyer().id(), id -> new ArrayList<>())
                    .add(sale);
        }
        Map<String, Standing> expected = new LinkedHashMap<>();
        byCustomer.forEach((customer, bought) -> expected.put(customer, of(bought)));
        return expected;
    }

    private static Standing of(List<Sale> bought) {
        SortedMap<String, BigDecimal> spent = new TreeMap<>();
        bought.forEach(sale -> spent.merge(sale.currency(), sale.amount(), BigDecimal::add));
        return new Standing(bought.size(), Programme.level(bought.size()), spent);
    }

    @Override
    public String toString() {
        String sums = spent.entrySet().stream()
                .map(sum -> sum.getValue().toPlainString() + " " + sum.getKey())
                .collect(Collectors.joining(" + "));
        return String.format(
                Locale.ROOT, "%,d purchases, %s, %s", purchases, level, sums.isEmpty() ? "nothing spent" : sums);
    }
}
