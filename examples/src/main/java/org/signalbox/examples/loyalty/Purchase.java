package org.signalbox.examples.loyalty;

import java.time.Instant;
import java.util.Objects;

/**
 * One purchase, as the shops tell it.
 *
 * @param store where it was made; for {@link Channel#ONLINE} the name of the web shop
 */
record Purchase(String id, Instant time, String product, Money price, String store, Channel channel) {

    enum Channel {
        STORE,
        ONLINE
    }

    Purchase {
        Objects.requireNonNull(id, "a purchase needs an id");
        Objects.requireNonNull(time, "a purchase needs a time");
        Objects.requireNonNull(product, "a purchase needs a product");
        Objects.requireNonNull(price, "a purchase needs a price");
        Objects.requireNonNull(store, "a purchase needs a store");
        Objects.requireNonNull(channel, "a purchase needs a channel");
    }
}
