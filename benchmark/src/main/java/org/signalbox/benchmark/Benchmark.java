package org.signalbox.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.signalbox.server.Ports;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.ServerSettings;

/**
 * One run: database and server, yardstick, warm-up, the measurements, yardstick again, report. Everything is below
 * {@code target/benchmark} and made anew.
 */
final class Benchmark {
    private static final Target RATIO = new Target.AtLeast(0.5, 1.0);

    private final Options options;
    private final Path root = Path.of(System.getProperty("signalbox.root", "."));
    private final Path directory = root.resolve("benchmark/target/benchmark");
    private final Path wildfly = root.resolve("jms-config/target/wildfly");
    private final Report report = new Report();
    private final List<Ledger> ledgers = new ArrayList<>();

    Benchmark(Options options) {
        this.options = options;
    }

    /** @return whether every signal was handled once and in order */
    boolean run() {
        delete(directory.resolve("server"));
        Path ear = directory.resolve("signalbox.ear");
        BenchEar.make(root.resolve("ear/target/signalbox.ear"), ear);
        say("Starting PostgreSQL and the server ...");
        try (PostgreSql database = PostgreSql.open(System.getenv(), directory.resolve("postgresql"));
                ServerProcess server = ServerProcess.start(settings(database, ear));
                Broker broker = new Broker(server)) {
            Machine.describe(report, options, database, server);
            boolean clean = measure(database, server, broker);
            System.out.println("\n" + report.table());
            Path file = directory.resolve("result.json");
            report.write(file);
            say("Also in " + root.relativize(file) + (clean ? "" : "\nSIGNALS WERE LOST, DOUBLED OR OUT OF ORDER"));
            if (options.keep()) {
                say("The server runs on: process " + server.pid() + ", database "
                        + database.address().url() + "; Ctrl-C stops both.");
                server.onExit().join();
            }
            return clean;
        } catch (IOException e) {
            throw new BenchmarkFailure("cannot write the result: " + e, e);
        }
    }

    private boolean measure(PostgreSql database, ServerProcess server, Broker broker) {
        QueueSwitch queue = new QueueSwitch(wildfly, server.managementPort());
        String run = "bench-" + Long.toString(System.currentTimeMillis(), 36);
        if (!Collections.disjoint(options.parts(), Part.STANDARD)) {
            againstYardstick(database, server, broker, queue, run);
        }
        limits(database, server, broker, queue, run);
        if (options.parts().contains(Part.OVERLOAD)) {
            overload(database, server, broker, queue, run);
        }
        return inspect(database);
    }

    private void againstYardstick(
            PostgreSql database, ServerProcess server, Broker broker, QueueSwitch queue, String run) {
        Ledger many = ledger("bench", run + "-many-", options.instances());
        Ledger one = ledger("bench", run + "-one-", 1);
        Yardstick yardstick = new Yardstick(database, options.instances(), options.senders(), options.seconds());

        Load load = new Load(database, broker, queue, many, options.acceptance());
        say("Yardstick, before ...");
        Pair manyYard = new Pair(yardstick::many, needsMany());
        Pair oneYard = new Pair(yardstick::one, options.parts().contains(Part.ONE));
        say("Starting %,d instances and warming up ...".formatted(options.instances()));
        load.start();
        if (options.warmUp() > 0) {
            load.live(options.warmUp(), Recording.none());
        }

        List<Runnable> figures = new ArrayList<>();
        if (needsMany()) {
            say("Many instances ...");
            Load.Rates backlog = load.backlog(options.signals(), recording(server, "many"));
            Load.Rates live = load.live(options.signals(), Recording.none());
            figures.add(() -> {
                add("many", "%,d instances".formatted(options.instances()), backlog, live, manyYard);
                addWork("many.backlog", "backlog", backlog.work());
                addWork("many.live", "live", live.work());
            });
            if (options.parts().contains(Part.LATENCY)) {
                say("Signals sent one by one ...");
                load.singly(options.signals() / 2);
                double single = load.singly(options.signals() / 2);
                say("Latency at half of that load ...");
                Load.Latency latency = load.paced(single / 2, Duration.ofSeconds(2L * options.seconds()));
                figures.add(() -> addLatency(latency, single));
            }
        }
        if (options.parts().contains(Part.ONE)) {
            say("One instance ...");
            Load single = new Load(database, broker, queue, one, options.acceptance());
            single.start();
            int signals = options.signals() / 5;
            if (options.warmUp() > 0) {
                // a turn on its own takes another way than those of a group, which the Java machine has not compiled
                // yet
                single.live(Math.max(options.warmUp() / 5, 1), Recording.none());
            }
            Load.Rates backlog = single.backlog(signals, recording(server, "one"));
            Load.Rates live = single.live(signals, Recording.none());
            figures.add(() -> {
                add("one", "one instance", backlog, live, oneYard);
                addWork("one.backlog", "one instance, backlog", backlog.work());
            });
        }
        say("Yardstick, after ...");
        manyYard.again();
        oneYard.again();
        addYardstick("yardstick.many", "yardstick, 16 connections, %,d rows".formatted(options.instances()), manyYard);
        addYardstick("yardstick.one", "yardstick, 1 connection, 1 row", oneYard);
        figures.forEach(Runnable::run);
    }

    private void limits(PostgreSql database, ServerProcess server, Broker broker, QueueSwitch queue, String run) {
        if (options.parts().contains(Part.LENGTH)) {
            say("A young instance, and one with %,d events ...".formatted(options.past()));
            Ledger young = ledger("bench", run + "-young-", 1);
            Ledger old = ledger("bench", run + "-old-", 1);
            new Length(
                            database,
                            new Load(database, broker, queue, young, options.acceptance()),
                            new Load(database, broker, queue, old, options.acceptance()))
                    .measure(report, old.workflowId(0), options.past(), options.signals() / 25);
        }
        if (options.parts().contains(Part.LINE)) {
            say("Handlers that wait, to warm up ...");
            Load readers = new Load(
                    database,
                    broker,
                    queue,
                    ledger("reader", run + "-readers-", options.instances()),
                    options.acceptance());
            readers.start();
            if (options.warmUp() > 0) {
                readers.live(options.warmUp(), Recording.none());
            }
            say("An instance with a line that grows ...");
            new Lines(
                            new Load(
                                    database, broker, queue, ledger("bench", run + "-plain-", 1), options.acceptance()),
                            new Load(
                                    database,
                                    broker,
                                    queue,
                                    ledger("reader", run + "-reader-", 1),
                                    options.acceptance()))
                    .measure(report, recording(server, "line"));
        }
        if (options.parts().contains(Part.IDS)) {
            say("%,d instances with %,d remembered signal ids ...".formatted(options.instances(), options.ids()));
            Ledger known = ledger("bench", run + "-known-", options.instances());
            new Ids(database, queue, new Load(database, broker, queue, known, options.acceptance()), known)
                    .measure(report, options.ids(), options.warmUp(), options.signals());
        }
        if (options.parts().contains(Part.WAITING)) {
            say("%,d instances that wait, and restarts ...".formatted(options.waiting()));
            Ledger patient = ledger("patient", run + "-patient-", options.waiting());
            new Waiting(database, server, new Load(database, broker, queue, patient, options.acceptance()), patient)
                    .measure(report);
        }
        if (options.parts().contains(Part.RECOVERY)) {
            say("A crash with %,d instances that wait ...".formatted(options.waiting()));
            Ledger first = ledger("patient", run + "-first-", 1);
            Load one = new Load(database, broker, queue, first, options.acceptance());
            one.start();
            Ledger copies = new Ledger("patient", run + "-copy-", options.waiting(), options.senders());
            new Crowd(database).copy(first.workflowId(0), copies.prefix(), copies.instances());
            Ledger many = ledger("bench", run + "-crash-", options.instances());
            new Recovery(database, server, new Load(database, broker, queue, many, options.acceptance()), many)
                    .measure(
                            report,
                            options.signals(),
                            new Load(database, broker, queue, copies, options.acceptance()),
                            copies);
        }
    }

    private void overload(PostgreSql database, ServerProcess server, Broker broker, QueueSwitch queue, String run) {
        say("Senders that are too fast, for %,d s ...".formatted(options.overload()));
        Ledger many = ledger("bench", run + "-over-", options.instances());
        new Overload(
                        new Load(database, broker, queue, many, options.acceptance()),
                        server,
                        directory.resolve("server/data/activemq/paging"))
                .measure(report, options.warmUp(), options.signals(), Duration.ofSeconds(options.overload()));
    }

    private Ledger ledger(String workflowType, String prefix, int instances) {
        Ledger ledger = new Ledger(workflowType, prefix, instances, options.senders());
        ledgers.add(ledger);
        return ledger;
    }

    private boolean needsMany() {
        return options.parts().contains(Part.MANY) || options.parts().contains(Part.LATENCY);
    }

    /** A yardstick, measured before and after. */
    private static final class Pair {
        private final DoubleSupplier measurement;
        private final boolean wanted;
        private double before;
        private double after;

        Pair(DoubleSupplier measurement, boolean wanted) {
            this.measurement = measurement;
            this.wanted = wanted;
            if (wanted) {
                before = measurement.getAsDouble();
            }
        }

        void again() {
            if (wanted) {
                after = measurement.getAsDouble();
            }
        }

        double mean() {
            return (before + after) / 2;
        }
    }

    private void addYardstick(String key, String what, Pair pair) {
        if (pair.wanted) {
            report.add(Figure.of(key, what, pair.mean(), "/s")
                    .noting("before %,.0f, after %,.0f".formatted(pair.before, pair.after)));
        }
    }

    private void add(String key, String what, Load.Rates backlog, Load.Rates live, Pair yardstick) {
        report.add(Figure.of(
                key + ".backlog.accepted", what + ", accepted while nothing is handled", backlog.accepted(), "/s"));
        report.add(Figure.of(key + ".backlog.handled", what + ", handled from a backlog", backlog.handled(), "/s"));
        report.add(Figure.of(
                        key + ".backlog.ratio",
                        what + ", handled from a backlog : yardstick",
                        backlog.handled() / yardstick.mean(),
                        "")
                .against(RATIO));
        report.add(Figure.of(key + ".live.accepted", what + ", accepted live", live.accepted(), "/s"));
        report.add(Figure.of(key + ".live.handled", what + ", handled live", live.handled(), "/s"));
        report.add(Figure.of(
                        key + ".live.ratio", what + ", handled live : yardstick", live.handled() / yardstick.mean(), "")
                .against(RATIO));
    }

    private void addWork(String key, String what, DatabaseWork work) {
        double events = work.events();
        report.add(Figure.of(key + ".rows", "rows written per signal, " + what, work.rows() / events, "")
                .against(new Target.AtMost(2, 2)));
        report.add(Figure.of(key + ".syncs", "WAL syncs per signal, " + what, work.walSyncs() / events, "")
                .against(new Target.AtMost(1.1, 0.1)));
        report.add(Figure.of(key + ".commits", "commits per signal, " + what, work.commits() / events, ""));
        report.add(Figure.of(key + ".wal", "WAL per signal, " + what, work.walBytes() / events, "bytes"));
    }

    private void addLatency(Load.Latency latency, double single) {
        Percentiles times = latency.times();
        String note = "%,d receipts at %,.0f/s".formatted(times.size(), latency.sent());
        report.add(Figure.of("latency.full", "handled live, each signal sent on its own", single, "/s"));
        report.add(milliseconds("p50", times.of(50)).noting(note));
        report.add(milliseconds("p95", times.of(95)));
        report.add(milliseconds("p99", times.of(99)).against(new Target.AtMost(50, 20)));
        report.add(milliseconds("max", times.of(100)));
        report.add(Figure.of("latency.unhandled", "receipts that say something else", latency.unhandled(), ""));
    }

    private static Figure milliseconds(String name, long nanos) {
        return Figure.of("latency." + name, "accepted → handled at half load, " + name, nanos / 1e6, "ms");
    }

    private boolean inspect(PostgreSql database) {
        Inspection all = ledgers.stream()
                .map(ledger -> Inspection.of(database, ledger))
                .reduce(Inspection.NOTHING, Inspection::plus);
        report.add(Figure.of("handled", "signals handled in all", (double) all.handled(), ""));
        addNone("violations", "order violations", all.violations());
        addNone("lost", "lost", all.lost());
        addNone("doubled", "duplicates handled", all.doubled());
        addNone("undeliverable", "undeliverable", all.undeliverable());
        return all.isClean();
    }

    private void addNone(String key, String what, long number) {
        report.add(Figure.of(key, what, (double) number, "").against(new Target.None()));
    }

    private ServerSettings settings(PostgreSql database, Path ear) {
        List<String> jvm = new ArrayList<>(ServerSettings.DEFAULT_JVM_OPTIONS);
        jvm.addAll(options.serverJvm());
        return ServerSettings.of(wildfly, directory.resolve("server"))
                .with(database.address())
                .with(freePorts())
                .withJvmOptions(jvm.toArray(String[]::new))
                .withDeployments(ear);
    }

    /** Away from the usual ones, which some other server may be about to take. */
    private static Ports freePorts() {
        return new SplittableRandom()
                .ints(400, 3900)
                .mapToObj(Ports::new)
                .filter(Ports::areFree)
                .findFirst()
                .orElseThrow();
    }

    private Recording recording(ServerProcess server, String name) {
        return options.profile()
                ? Recording.of(server.pid(), directory.resolve("profile-" + name + ".jfr"))
                : Recording.none();
    }

    private static void say(String text) {
        System.out.println(text);
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
