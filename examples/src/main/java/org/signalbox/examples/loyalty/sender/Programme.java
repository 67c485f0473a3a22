package org.signalbox.examples.loyalty.sender;

import java.util.List;

/** The terms of the loyalty programme as the legacy system knows them: level names and their first purchase. */
final class Programme {

    private record Term(String level, int from) {}

    private static final List<Term> TERMS = List.of(
            new Term("NONE", 0),
            new Term("BRONZE", 5),
            new Term("SILVER", 15),
            new Term("GOLD", 40),
            new Term("PLATINUM", 100));

    private Programme() {}

    static List<String> levels() {
        return TERMS.stream().map(Term::level).toList();
    }

    static String level(int purchases) {
        return TERMS.stream()
                .filter(term -> purchases >= term.from())
                .reduce((lower, higher) -> higher)
                .map(Term::level)
                .orElseThrow();
    }
}
