package org.signalbox.examples.loyalty.sender;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of the sender.
 *
 * @param queue the name of Signalbox's queue at the broker
 * @param patience how long to wait while nothing moves
 * @param reconnect how long to try to get a lost connection to the broker back
 */
record Options(
        Path file,
        URI http,
        String jms,
        String queue,
        Login sender,
        Login operator,
        Duration patience,
        Duration reconnect) {

    static final String HELP = """
            Sends the purchases of a CSV file to the loyalty example over JMS and checks over REST
            that each has been counted exactly once. Running it again changes nothing.

            usage: PurchaseSender [options] <csv>

              --http <url>              the server's web address   (http://127.0.0.1:8080)
              --jms <url>               the broker's address       (tcp://127.0.0.1:61616)
              --queue <address>         the queue at the broker    (signals)
              --user <name>             sends over JMS             (sender)
              --password <text>         instead of the environment variable SIGNALBOX_SENDER_PASSWORD
              --rest-user <name>        asks over REST             (operator)
              --rest-password <text>    instead of the environment variable SIGNALBOX_OPERATOR_PASSWORD
              --patience <seconds>      give up when nothing moves for so long            (120)
              --reconnect <seconds>     try so long to get a lost JMS connection back     (300)
              --help                    print this

            exit code: 0 all right, 1 something wrong or given up, 2 wrong command line or file
            """;

    private static final Set<String> NAMES = Set.of(
            "--http",
            "--jms",
            "--queue",
            "--user",
            "--password",
            "--rest-user",
            "--rest-password",
            "--patience",
            "--reconnect");

    /** A user and a password; the password is never printed. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    /** @throws UsageException if the command line is wrong or a password is missing */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        Deque<String> files = new ArrayDeque<>();
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (!argument.startsWith("--")) {
                files.add(argument);
            } else if (!NAMES.contains(argument)) {
                throw new UsageException("There is no option " + argument + ". See --help.");
            } else if (rest.isEmpty()) {
                throw new UsageException(argument + " needs a value behind it. See --help.");
            } else {
                values.put(argument, rest.pop());
            }
        }
        if (files.size() != 1) {
            throw new UsageException("Give the path of exactly one CSV file, not " + files.size() + ". See --help.");
        }
        return new Options(
                Path.of(files.pop()),
                http(values.getOrDefault("--http", "http://127.0.0.1:8080")),
                values.getOrDefault("--jms", "tcp://127.0.0.1:61616"),
                values.getOrDefault("--queue", "signals"),
                new Login(
                        values.getOrDefault("--user", "sender"),
                        password(values, "--password", environment, "SIGNALBOX_SENDER_PASSWORD")),
                new Login(
                        values.getOrDefault("--rest-user", "operator"),
                        password(values, "--rest-password", environment, "SIGNALBOX_OPERATOR_PASSWORD")),
                seconds("--patience", values.getOrDefault("--patience", "120")),
                seconds("--reconnect", values.getOrDefault("--reconnect", "300")));
    }

    private static String password(
            Map<String, String> values, String option, Map<String, String> environment, String variable) {
        return Optional.ofNullable(values.get(option))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .orElseThrow(() -> new UsageException("A password is missing. Set the environment variable " + variable
                        + " or give " + option + "."));
    }

    private static URI http(String text) {
        try {
            URI uri = URI.create(text);
            if (Set.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return URI.create(text.replaceFirst("/+$", ""));
            }
        } catch (IllegalArgumentException e) {
            // Told below, in the same words as any other address that is not one.
        }
        throw new UsageException("--http \"" + text + "\" is no web address such as http://127.0.0.1:8080.");
    }

    private static Duration seconds(String option, String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new UsageException(option + " \"" + text + "\" is no number of seconds such as 120.");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
