package org.signalbox.examples.loyalty.sender;

import java.math.BigDecimal;
import java.time.Instant;

/** One purchase, one line of the CSV file. */
record Sale(
        String id,
        Instant time,
        Buyer buyer,
        String store,
        String channel,
        String product,
        BigDecimal amount,
        String currency) {

    /** Who bought. */
    record Buyer(String id, String name, String email) {

        Buyer {
            check(!id.isBlank(), "customer_id is empty");
            check(id.length() <= 200, "customer_id is longer than 200 characters");
            check(!name.isBlank(), "customer_name is empty");
            check(email.indexOf('@') > 0, "email \"" + email + "\" is no e-mail address");
        }
    }

    /** @throws IllegalArgumentException with what is wrong, in the words of the file's header */
    Sale {
        check(!id.isBlank(), "purchase_id is empty");
        check(id.length() <= 200, "purchase_id is longer than 200 characters");
        check(!store.isBlank(), "store is empty");
        check(channel.equals("STORE") || channel.equals("ONLINE"), "channel is neither STORE nor ONLINE: " + channel);
        check(!product.isBlank(), "product is empty");
        check(amount.signum() >= 0, "amount is negative: " + amount.toPlainString());
        check(currency.matches("[A-Z]{3}"), "currency \"" + currency + "\" is no ISO 4217 code such as EUR");
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
