package org.signalbox.examples.loyalty.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PurchaseFileTest {

    private static final String HEADER =
            "purchase_id,time,customer_id,customer_name,email,store,channel,product,amount,currency\r\n";
    private static final String GOOD =
            "P-1,2025-03-01T12:00:00Z,C-1,\"Jürgen, MBA\",j@example.com,\"Köln\r\nSüd\",STORE,\"27\"\"\",12.30,EUR\r\n";

    @TempDir
    Path folder;

    @Test
    void quotes_commas_line_breaks_and_umlauts_are_part_of_a_value() throws IOException {
        assertThat(PurchaseFile.read(file(HEADER + GOOD)))
                .containsExactly(new Sale(
                        "P-1",
                        Instant.parse("2025-03-01T12:00:00Z"),
                        new Sale.Buyer("C-1", "Jürgen, MBA", "j@example.com"),
                        "Köln\r\nSüd",
                        "STORE",
                        "27\"",
                        new BigDecimal("12.30"),
                        "EUR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P-2,2025-03-01T12:00:00Z,C-1 | 3 columns instead of 10",
                "P-2,yesterday,C-2,A,a@x,S,STORE,T,1,EUR | time \"yesterday\"",
                "P-2,2025-03-01T12:00:00Z,C-2,A,a@x,S,STORE,T,much,EUR | amount \"much\"",
                "P-2,2025-03-01T12:00:00Z,C-2,A,a@x,S,STORE,T,1e9,EUR | amount \"1e9\"",
                "P-2,2025-03-01T12:00:00Z,C-2,A,a@x,S,STORE,T,-1,EUR | amount is negative",
                "P-2,2025-03-01T12:00:00Z,C-2,A,a@x,S,STORE,T,1,Euro | currency \"Euro\"",
                "P-2,2025-03-01T12:00:00Z,C-2,A,a@x,S,SHOP,T,1,EUR | neither STORE nor ONLINE",
                "P-2,2025-03-01T12:00:00Z,C-2,A,nobody,S,STORE,T,1,EUR | no e-mail address",
                "P-2,2025-03-01T12:00:00Z,,A,a@x,S,STORE,T,1,EUR | customer_id is empty",
                "P-1,2025-03-01T12:00:00Z,C-2,A,a@x,S,STORE,T,1,EUR | purchase_id P-1 is there twice",
                "P-2,2025-03-01T12:00:00Z,C-1,A,a@x,S,STORE,T,1,EUR | another name or e-mail address"
            })
    void a_bad_line_is_told_with_its_number(String line, String message) throws IOException {
        Path file = file(HEADER + GOOD + line + "\r\n");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PurchaseFile.read(file))
                .withMessageContaining(message)
                .withMessageContaining("purchases.csv, line 4:");
    }

    @Test
    void a_quote_that_is_not_closed_is_told() throws IOException {
        Path file = file(HEADER + "\"P-1,2025-03-01T12:00:00Z");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PurchaseFile.read(file))
                .withMessageContaining("can't be read as CSV");
    }

    @Test
    void a_wrong_header_is_told() throws IOException {
        Path file = file("id,when\r\n1,2\r\n");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PurchaseFile.read(file))
                .withMessageContaining("line 1: the header is \"id,when\"");
    }

    @Test
    void a_file_without_purchases_is_told() throws IOException {
        Path file = file(HEADER);

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PurchaseFile.read(file))
                .withMessageContaining("no purchases");
    }

    @Test
    void another_encoding_is_told() throws IOException {
        Path file = Files.write(folder.resolve("latin.csv"), (HEADER + GOOD).getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PurchaseFile.read(file))
                .withMessageContaining("not encoded in UTF-8");
    }

    @Test
    void a_missing_file_is_told_with_its_whole_path() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PurchaseFile.read(folder.resolve("none.csv")))
                .withMessageContaining(folder.resolve("none.csv").toString());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("purchases.csv"), text);
    }
}
