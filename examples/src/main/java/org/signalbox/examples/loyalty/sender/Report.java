package org.signalbox.examples.loyalty.sender;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines at the end of a run; the last one is the result. */
final class Report {

    private static final int WRONG_CUSTOMERS_SHOWN = 20;

    private Report() {}

    static List<String> lines(Verdict verdict, Instant firstSent) {
        List<String> lines = new ArrayList<>();
        lines.add("level     customers");
        for (String level : Programme.levels()) {
            lines.add(line("%-8s %,10d", level, verdict.reached(level)));
        }
        Duration time = Duration.between(firstSent, verdict.allHandled());
        double seconds = Math.max(1, time.toMillis()) / 1000.0;
        lines.add(line(
                "%.1f s from the first purchase sent to the last one handled: %,.0f purchases/s",
                seconds, verdict.handled() / seconds));
        List<Verdict.Wrong> wrong = verdict.wrong();
        wrong.stream()
                .limit(WRONG_CUSTOMERS_SHOWN)
                .map(customer -> line(
                        "wrong: customer %s: expected %s; found %s",
                        customer.customer(), customer.expected(), customer.found()))
                .forEach(lines::add);
        if (wrong.size() > WRONG_CUSTOMERS_SHOWN) {
            lines.add(line("and %,d more wrong customers", wrong.size() - WRONG_CUSTOMERS_SHOWN));
        }
        lines.add(line("%,d purchases handled, %,d wrong", verdict.handled(), wrong.size()));
        return lines;
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
