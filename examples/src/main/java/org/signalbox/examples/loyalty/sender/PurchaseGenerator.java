package org.signalbox.examples.loyalty.sender;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The command that made {@code examples/src/main/data/purchases.csv}: 10,000 purchases of 1,000 made-up customers in
 * the year 2025.
 *
 * <p>The same seed makes the same file on every JDK: {@link Random} is specified to the bit, and only the four basic
 * operations are done on floating-point numbers.
 */
public final class PurchaseGenerator {

    static final long SEED = 2025;

    private static final int CUSTOMERS = 1_000;
    private static final int PURCHASES = 10_000;

    /** Purchases of the customer of rank r are proportional to 1 / (r + FLATNESS): Zipf's law with a flattened head. */
    private static final double FLATNESS = 10;

    private static final LocalDate FIRST_DAY = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 365;
    private static final int OPENING_SECOND = 7 * 3600;
    private static final int OPEN_SECONDS = 14 * 3600;

    private static final int ONLINE_PERCENT = 30;
    private static final int HOME_PERCENT = 60;
    private static final int PRICE_SPREAD_PERCENT = 10;

    private final Random random = new Random(SEED);

    private PurchaseGenerator() {}

    /** @param arguments the file to write */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: PurchaseGenerator <file to write>");
            System.exit(2);
        }
        try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            PurchaseFile.write(sales(), out);
        }
    }

    static List<Sale> sales() {
        return new PurchaseGenerator().generate();
    }

    private List<Sale> generate() {
        List<Shopper> shoppers = shoppers();
        List<Shopper> order = visits(shoppers);
        List<Instant> times = times();
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < PURCHASES; i++) {
            sales.add(sale(String.format(Locale.ROOT, "P-%05d", i + 1), times.get(i), order.get(i)));
        }
        return sales;
    }

    private record Shopper(Sale.Buyer buyer, Assortment.Store home) {}

    private List<Shopper> shoppers() {
        List<Shopper> shoppers = new ArrayList<>();
        for (int number = 1; number <= CUSTOMERS; number++) {
            shoppers.add(new Shopper(MadeUpPeople.buyer(number, random), pick(Assortment.STORES)));
        }
        Collections.shuffle(shoppers, random); // so that the rank does not follow the number
        return shoppers;
    }

    /** Everybody comes once; the other visits are shared out by rank. */
    private List<Shopper> visits(List<Shopper> shoppers) {
        double[] upTo = new double[CUSTOMERS];
        double sum = 0;
        for (int rank = 0; rank < CUSTOMERS; rank++) {
            sum += 1 / (rank + 1 + FLATNESS);
            upTo[rank] = sum;
        }
        List<Shopper> visits = new ArrayList<>(shoppers);
        while (visits.size() < PURCHASES) {
            double drawn = random.nextDouble() * sum;
            int rank = 0;
            while (upTo[rank] <= drawn) {
                rank++;
            }
            visits.add(shoppers.get(rank));
        }
        Collections.shuffle(visits, random);
        return visits;
    }

    private List<Instant> times() {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < PURCHASES; i++) {
            times.add(FIRST_DAY
                    .plusDays(random.nextInt(DAYS))
                    .atStartOfDay()
                    .plusSeconds(OPENING_SECOND + random.nextInt(OPEN_SECONDS))
                    .toInstant(ZoneOffset.UTC));
        }
        Collections.sort(times);
        return times;
    }

    private Sale sale(String id, Instant time, Shopper shopper) {
        int place = random.nextInt(100);
        boolean online = place < ONLINE_PERCENT;
        Assortment.Store store = online
                ? Assortment.WEB_SHOP
                : place < ONLINE_PERCENT + HOME_PERCENT ? shopper.home() : pick(Assortment.STORES);
        Assortment.Product product = pick(Assortment.PRODUCTS);
        return new Sale(
                id,
                time,
                shopper.buyer(),
                store.name(),
                online ? "ONLINE" : "STORE",
                product.name(),
                price(product),
                store.currency());
    }

    private BigDecimal price(Assortment.Product product) {
        int percent = 100 - PRICE_SPREAD_PERCENT + random.nextInt(2 * PRICE_SPREAD_PERCENT + 1);
        return BigDecimal.valueOf((long) product.cents() * percent / 100, 2);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
