package org.signalbox.examples.loyalty.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant BEGIN = Instant.parse("2025-03-01T12:00:00Z");

    @Test
    void the_file_tells_count_level_and_sums_of_every_customer() {
        List<Sale> sales = List.of(
                sale("P-1", "C-1", "0.10", "EUR"), sale("P-2", "C-2", "5", "CHF"), sale("P-3", "C-1", "0.2", "EUR"));

        assertThat(Standing.expected(sales))
                .isEqualTo(Map.of(
                        "C-1", standing(2, "NONE", "EUR", "0.3"),
                        "C-2", standing(1, "NONE", "CHF", "5.00")));
    }

    @Test
    void all_right_is_told_with_the_rate_and_the_levels() {
        Map<String, Standing> all = Map.of(
                "C-1", standing(9_996, "PLATINUM", "EUR", "1"),
                "C-2", standing(4, "NONE", "EUR", "1"));

        assertThat(Report.lines(new Verdict(all, all, BEGIN.plusSeconds(4)), BEGIN))
                .containsExactly(
                        "level     customers",
                        "NONE              1",
                        "BRONZE            0",
                        "SILVER            0",
                        "GOLD              0",
                        "PLATINUM          1",
                        "4.0 s from the first purchase sent to the last one handled: 2,500 purchases/s",
                        "10,000 purchases handled, 0 wrong");
    }

    @Test
    void a_customer_with_less_more_another_level_or_another_sum_is_wrong() {
        Standing right = standing(5, "BRONZE", "EUR", "10");
        Map<String, Standing> expected =
                Map.of("C-1", right, "C-2", right, "C-3", right, "C-4", right, "C-5", right, "C-6", right);
        Map<String, Standing> found = Map.of(
                "C-1", standing(4, "NONE", "EUR", "8"),
                "C-2", standing(6, "BRONZE", "EUR", "12"),
                "C-3", standing(5, "SILVER", "EUR", "10"),
                "C-4", standing(5, "BRONZE", "EUR", "10.01"),
                "C-5", standing(5, "BRONZE", "EUR", "10.00"));

        assertThat(Report.lines(new Verdict(expected, found, BEGIN), BEGIN).stream()
                        .filter(line -> line.contains("wrong")))
                .containsExactly(
                        "wrong: customer C-1: expected 5 purchases, BRONZE, 10 EUR; found 4 purchases, NONE, 8 EUR",
                        "wrong: customer C-2: expected 5 purchases, BRONZE, 10 EUR; found 6 purchases, BRONZE, 12 EUR",
                        "wrong: customer C-3: expected 5 purchases, BRONZE, 10 EUR; found 5 purchases, SILVER, 10 EUR",
                        "wrong: customer C-4: expected 5 purchases, BRONZE, 10 EUR; found 5 purchases, BRONZE, 10.01"
                                + " EUR",
                        "wrong: customer C-6: expected 5 purchases, BRONZE, 10 EUR; found 0 purchases, NONE, nothing"
                                + " spent",
                        "24 purchases handled, 5 wrong");
    }

    @Test
    void many_wrong_customers_are_cut_short() {
        Map<String, Standing> expected = new TreeMap<>();
        IntStream.range(0, 25).forEach(number -> expected.put("C-" + number, standing(1, "NONE", "EUR", "1")));

        assertThat(Report.lines(new Verdict(expected, Map.of(), BEGIN), BEGIN))
                .contains("and 5 more wrong customers", "0 purchases handled, 25 wrong");
    }

    private static Standing standing(int purchases, String level, String currency, String sum) {
        return new Standing(purchases, level, new TreeMap<>(Collections.singletonMap(currency, new BigDecimal(sum))));
    }

    private static Sale sale(String id, String customer, String amount, String currency) {
        return new Sale(
                id,
                BEGIN,
                new Sale.Buyer(customer, "Anna", "anna@example.com"),
                "Hamburg",
                "STORE",
                "tea",
                new BigDecimal(amount),
                currency);
    }
}
