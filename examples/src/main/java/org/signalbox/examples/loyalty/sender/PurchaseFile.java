package org.signalbox.examples.loyalty.sender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** The CSV file of purchases: RFC 4180, UTF-8, one header line. */
final class PurchaseFile {

    private static final String[] COLUMNS = {
        "purchase_id",
        "time",
        "customer_id",
        "customer_name",
        "email",
        "store",
        "channel",
        "product",
        "amount",
        "currency"
    };
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(COLUMNS)
            .setSkipHeaderRecord(true)
            .get();

    private PurchaseFile() {}

    /**
     * Reads the whole file.
     *
     * @throws UsageException if the file can't be read or a line is wrong
     */
    static List<Sale> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException(
                    "There is no file " + file.toAbsolutePath() + ". Give the path of the CSV file of purchases.");
        }
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.builder().setHeader().get().parse(reader)) {
            checkHeader(file, parser.getHeaderNames());
            return sales(file, parser);
        } catch (CharacterCodingException e) {
            throw new UsageException(file + " is not encoded in UTF-8. Convert it and try again.");
        } catch (UncheckedIOException | IOException e) {
            throw new UsageException(file + " can't be read as CSV: " + e.getMessage());
        }
    }

    private static void checkHeader(Path file, List<String> header) {
        if (!header.equals(List.of(COLUMNS))) {
            throw new UsageException("%s, line 1: the header is \"%s\", expected is \"%s\". Put the header line right."
                    .formatted(file, String.join(",", header), String.join(",", COLUMNS)));
        }
    }

    private static List<Sale> sales(Path file, CSVParser parser) {
        List<Sale> sales = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Map<String, Sale.Buyer> buyers = new HashMap<>();
        for (CSVRecord line : parser) {
            try {
                Sale sale = sale(line);
                if (!ids.add(sale.id())) {
                    // The id is the signal id: the second purchase would be taken for a repetition of the first.
                    throw new IllegalArgumentException("purchase_id " + sale.id() + " is there twice");
                }
                Sale.Buyer known = buyers.putIfAbsent(sale.buyer().id(), sale.buyer());
                if (known != null && !known.equals(sale.buyer())) {
                    throw new IllegalArgumentException(
                            "customer " + known.id() + " has another name or e-mail address above");
                }
                sales.add(sale);
            } catch (IllegalArgumentException e) {
                throw new UsageException("%s, line %d: %s. Put the line right; nothing has been sent."
                        .formatted(file, parser.getCurrentLineNumber(), e.getMessage()));
            }
        }
        if (sales.isEmpty()) {
            throw new UsageException(file + " has no purchases below its header line.");
        }
        return List.copyOf(sales);
    }

    private static Sale sale(CSVRecord line) {
        if (line.size() != COLUMNS.length) {
            throw new IllegalArgumentException(
                    "it has %d columns instead of %d".formatted(line.size(), COLUMNS.length));
        }
        return new Sale(
                line.get("purchase_id"),
                time(line.get("time")),
                new Sale.Buyer(line.get("customer_id"), line.get("customer_name"), line.get("email")),
                line.get("store"),
                line.get("channel"),
                line.get("product"),
                amount(line.get("amount")),
                line.get("currency"));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("time \"" + text + "\" is no time such as 2025-03-31T17:45:00Z", e);
        }
    }

    private static BigDecimal amount(String text) {
        if (!text.matches("-?[0-9]{1,12}(\\.[0-9]{1,4})?")) {
            throw new IllegalArgumentException("amount \"" + text + "\" is no number such as 12.30");
        }
        return new BigDecimal(text);
    }

    static void write(List<Sale> sales, Writer out) throws IOException {
        try (CSVPrinter printer =
                FORMAT.builder().setSkipHeaderRecord(false).get().print(out)) {
            for (Sale sale : sales) {
                printer.printRecord(
                        sale.id(),
                        sale.time(),
                        sale.buyer().id(),
                        sale.buyer().name(),
                        sale.buyer().email(),
                        sale.store(),
                        sale.channel(),
                        sale.product(),
                        sale.amount().toPlainString(),
                        sale.currency());
            }
        }
    }
}
