package org.signalbox.examples.loyalty.sender;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Customers who don't exist, with addresses in domains that are reserved for examples. */
final class MadeUpPeople {

    private static final List<String> FIRST_NAMES = List.of(("Anna;Jürgen;Søren;Zoë;Mehmet;Léa;Pavel;Ingrid;Tomás;Aylin"
                    + ";Björn;Chiara;Dieter;Élodie;Farid;Greta;Henrik;Irena;João;Käthe"
                    + ";Lukas;Małgorzata;Noah;Olga;Peter;Renée;Sofia;Thomas;Ursula;Yusuf")
            .split(";"));

    private static final List<String> LAST_NAMES =
            List.of(("Müller;O'Neill;García;Schmidt;Novák;Kowalska;Rossi;Dubois;Öztürk;Virtanen"
                            + ";Jensen;van Dijk;Weiß;Lindström;Costa;Horvath;Fischer;Yıldız;Moreau;Keller"
                            + ";Bianchi;Larsen;Schäfer;Papadakis;Petrov;Meyer-Lüdenscheidt;Brunner;Silva;Nagy;Schulz, MBA")
                    .split(";"));

    private MadeUpPeople() {}

    static Sale.Buyer buyer(int number, Random random) {
        String first = FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size()));
        String last = LAST_NAMES.get(random.nextInt(LAST_NAMES.size()));
        String email = String.format(
                Locale.ROOT, "%s.%s.%d@example.%s", ascii(first), ascii(last), number, number % 3 == 0 ? "org" : "com");
        return new Sale.Buyer(String.format(Locale.ROOT, "C-%04d", number), first + " " + last, email);
    }

    private static String ascii(String name) {
        String spelled =
                name.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("ı", "i");
        return Normalizer.normalize(spelled, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
    }
}
