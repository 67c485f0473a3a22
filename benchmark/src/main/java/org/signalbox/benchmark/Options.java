package org.signalbox.benchmark;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param signals per measurement; a fifth of it for one instance
 * @param warmUp signals before anything is measured
 * @param seconds how long each yardstick loop runs; latency is measured twice as long
 * @param past how many events the long instance has
 * @param waiting how many instances wait
 * @param ids how many signal ids are remembered
 * @param overload for how many seconds senders are too fast
 */
record Options(
        int instances,
        int signals,
        int senders,
        Acceptance acceptance,
        int warmUp,
        int seconds,
        int past,
        int waiting,
        int ids,
        int overload,
        Set<Part> parts,
        List<String> serverJvm,
        boolean keep,
        boolean profile) {

    static final String USAGE = """
            ./bench [options]: measures Signalbox on this machine against a bare JDBC loop, in one run (about 5 minutes)
              --instances <n>     workflow instances                            (2000)
              --signals <n>       signals per measurement                       (100000)
              --senders <n>       sending connections                           (4)
              --send batch|single a commit per 100 signals, or each on its own  (batch)
              --warm-up <n>       signals before the first measurement          (100000)
              --seconds <n>       of each loop of the yardstick                 (10)
              --only <part>       many, one or latency; may be repeated         (all of them)
                                  length: a signal to an instance with a long past against one to a young one
                                  line: a signal to a handler that has waited for many before
                                  ids: a signal among many remembered signal ids
                                  waiting: start, heap and threads of a server whose instances wait
                                  overload: minutes of senders that are faster than the server, and how it is afterwards
                                  recovery: from kill -9 to the next signal, with instances that wait and a full queue
              --past <n>          events of the long instance                   (1000000)
              --waiting <n>       instances that wait                           (100000)
              --ids <n>           signal ids that are remembered                (10000000)
              --overload <n>      seconds for which senders are too fast        (600)
              --one-instance      the same as --only one
              --quick             20000 signals, 20000 to warm up, 4 seconds: for a first look, not for comparing
              --server-jvm "<o>"  options for the server's Java machine, e.g. -Dsignalbox.commit.leaders=3
              --keep              leave server and database running at the end, until Ctrl-C
              --profile           flight recordings of the server: target/benchmark/profile-*.jfr
            SIGNALBOX_DB_URL, SIGNALBOX_DB_USER, SIGNALBOX_DB_PASSWORD: a PostgreSQL to use instead of an own one.
            """;

    Options {
        parts = Set.copyOf(parts);
        serverJvm = List.copyOf(serverJvm);
    }

    static Options parse(List<String> words) {
        boolean quick = words.contains("--quick");
        Builder given = new Builder(quick);
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            given.take(rest.next(), rest);
        }
        return given.options();
    }

    /** What has been read of the command line so far. */
    private static final class Builder {
        private int instances = 2000;
        private int signals;
        private int senders = 4;
        private Acceptance acceptance = Acceptance.BATCH;
        private int warmUp;
        private int seconds;
        private int past = 1_000_000;
        private int waiting = 100_000;
        private int ids = 10_000_000;
        private int overload = 600;
        private final Set<Part> parts = EnumSet.noneOf(Part.class);
        private final List<String> serverJvm = new ArrayList<>();
        private boolean keep;
        private boolean profile;

        Builder(boolean quick) {
            signals = quick ? 20_000 : 100_000;
            warmUp = quick ? 20_000 : 100_000;
            seconds = quick ? 4 : 10;
        }

        void take(String option, Iterator<String> rest) {
            switch (option) {
                case "--instances" -> instances = number(option, rest, 16);
                case "--signals" -> signals = number(option, rest, 1000);
                case "--senders" -> senders = number(option, rest, 1);
                case "--send" -> acceptance = constant(Acceptance.class, option, rest);
                case "--warm-up" -> warmUp = number(option, rest, 0);
                case "--seconds" -> seconds = number(option, rest, 1);
                case "--past" -> past = number(option, rest, 1000);
                case "--waiting" -> waiting = number(option, rest, 1000);
                case "--ids" -> ids = number(option, rest, 100_000);
                case "--overload" -> overload = number(option, rest, 10);
                case "--only" -> parts.add(constant(Part.class, option, rest));
                case "--one-instance" -> parts.add(Part.ONE);
                case "--quick" -> {}
                case "--server-jvm" ->
                    value(option, rest)
                            .lines()
                            .flatMap(o -> Stream.of(o.split(" +")))
                            .filter(o -> !o.isEmpty())
                            .forEach(serverJvm::add);
                case "--keep" -> keep = true;
                case "--profile" -> profile = true;
                default -> throw new UsageException("There is no option " + option + "; see ./bench --help");
            }
        }

        Options options() {
            return new Options(
                    instances,
                    signals,
                    senders,
                    acceptance,
                    warmUp,
                    seconds,
                    past,
                    waiting,
                    ids,
                    overload,
                    parts.isEmpty() ? Part.STANDARD : parts,
                    serverJvm,
                    keep,
                    profile);
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new UsageException(option + " needs a value");
            }
            return rest.next();
        }

        private static int number(String option, Iterator<String> rest, int least) {
            String text = value(option, rest);
            try {
                int number = Integer.parseInt(text);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // told below
            }
            throw new UsageException(option + " needs a whole number from " + least + ", not '" + text + "'");
        }

        private static <E extends Enum<E>> E constant(Class<E> type, String option, Iterator<String> rest) {
            String text = value(option, rest);
            try {
                return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new UsageException(option + " does not know '" + text + "'; see ./bench --help");
            }
        }
    }
}
