package org.signalbox.examples.loyalty.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PurchaseGeneratorTest {

    private static final Path COMMITTED = Path.of("src/main/data/purchases.csv");

    @Test
    void the_committed_file_is_what_the_generator_makes_byte_for_byte() throws IOException {
        StringWriter made = new StringWriter();
        PurchaseFile.write(PurchaseGenerator.sales(), made);

        assertThat(COMMITTED).hasBinaryContent(made.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_committed_file_has_10000_purchases_of_1000_customers_on_all_levels() {
        List<Sale> sales = PurchaseFile.read(COMMITTED);

        assertThat(sales).hasSize(10_000).isSortedAccordingTo(Comparator.comparing(Sale::time));
        Map<String, Long> levels = Standing.expected(sales).values().stream()
                .collect(Collectors.groupingBy(Standing::level, Collectors.counting()));
        assertThat(levels).isEqualTo(Map.of("NONE", 423L, "BRONZE", 435L, "SILVER", 98L, "GOLD", 34L, "PLATINUM", 10L));
    }
}
