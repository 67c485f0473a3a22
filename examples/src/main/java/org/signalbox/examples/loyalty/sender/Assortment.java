package org.signalbox.examples.loyalty.sender;

import java.util.List;

/** What the made-up shops sell, and where. */
final class Assortment {

    /** @param cents usual price, in hundredths of the store's currency */
    record Product(String name, int cents) {}

    record Store(String name, String currency) {}

    static final Store WEB_SHOP = new Store("Web shop", "EUR");

    static final List<Store> STORES = List.of(
            new Store("Berlin, Alexanderplatz", "EUR"),
            new Store("Hamburg", "EUR"),
            new Store("München, Viktualienmarkt", "EUR"),
            new Store("Köln", "EUR"),
            new Store("Wien, Mariahilfer Straße", "EUR"),
            new Store("Paris \"Rive Gauche\"", "EUR"),
            new Store("Helsinki", "EUR"),
            new Store("Zürich, Bahnhofstrasse", "CHF"),
            new Store("Genève", "CHF"));

    static final List<Product> PRODUCTS = List.of(
            new Product("Espresso beans \"Crema\", 1 kg", 1890),
            new Product("Filter coffee, 500 g", 749),
            new Product("Käsekuchen", 1250),
            new Product("Brötchen, 6 pieces", 320),
            new Product("Crème brûlée", 590),
            new Product("Notebook A5, dotted", 899),
            new Product("Fountain pen", 2450),
            new Product("Tea pot 1.2 l", 3490),
            new Product("Screen 27\", matt", 24900),
            new Product("USB-C cable 2 m", 1299),
            new Product("Head phones", 8990),
            new Product("Rain jacket", 11900),
            new Product("Hiking socks", 1690),
            new Product("Bicycle light, rechargeable", 3990),
            new Product("Novel, paperback", 1400),
            new Product("Board game \"Fünf Städte\"", 3299),
            new Product("House plant", 1995),
            new Product("Olive oil 0.75 l", 1190),
            new Product("Dark chocolate 70%", 349),
            new Product("Umbrella", 2290));

    private Assortment() {}
}
