package org.signalbox.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What {@link Main} was called with. */
record Arguments(boolean demo, Optional<Ports> ports, Path base, List<Path> jars, boolean help, boolean listJars) {
    /** Throws {@link IllegalArgumentException} with a message for people. */
    static Arguments parse(Path defaultBase, String... words) {
        boolean demo = true;
        boolean help = false;
        boolean listJars = false;
        Optional<Ports> ports = Optional.empty();
        Path base = defaultBase;
        List<Path> jars = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(List.of(words));
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--no-demo" -> demo = false;
                case "--help", "-h" -> help = true;
                case "--jars" -> listJars = true;
                case "--port-offset" -> ports = Optional.of(new Ports(number(word, value(word, rest))));
                case "--base" -> base = Path.of(value(word, rest));
                case "--with" -> jars.add(Path.of(value(word, rest)));
                default -> throw new IllegalArgumentException("unknown argument " + word);
            }
        }
        return new Arguments(demo && jars.isEmpty(), ports, base, List.copyOf(jars), help, listJars);
    }

    private static String value(String word, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(word + " needs a value");
        }
        return rest.pop();
    }

    private static int number(String word, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(word + " needs a number, not " + value, e);
        }
    }

    /** The text that {@code ./run --help} shows. */
    static String usage() {
        try (InputStream text = Arguments.class.getResourceAsStream("usage.txt")) {
            if (text == null) {
                throw new IllegalStateException("usage.txt is not beside this class");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
