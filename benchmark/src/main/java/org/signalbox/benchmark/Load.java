package org.signalbox.benchmark;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Puts load on the instances of one ledger and measures what comes of it. */
final class Load {
    /** A sender that sends each signal on its own waits for the broker's disk: it takes some of them to keep a rate. */
    private static final int SINGLE_SENDERS = 16;

    private final PostgreSql database;
    private final Broker broker;
    private final QueueSwitch queue;
    private final Ledger ledger;
    private final Acceptance acceptance;

    Load(PostgreSql database, Broker broker, QueueSwitch queue, Ledger ledger, Acceptance acceptance) {
        this.database = database;
        this.broker = broker;
        this.queue = queue;
        this.ledger = ledger;
        this.acceptance = acceptance;
    }

    /** @param work of the database for all of the signals */
    record Rates(double accepted, double handled, DatabaseWork work) {}

    /**
     * Signals per second, when senders send more than is handled.
     *
     * @param meanwhile handled while they sent
     * @param drained handled from then on, until all were
     */
    record Flood(double accepted, double meanwhile, double drained) {}

    /** @param sent signals per second that were really sent */
    record Latency(double sent, Percentiles times, int unhandled) {}

    /** Makes all instances, with one signal each. */
    void start() {
        visit(ledger.instances(), 2);
    }

    /**
     * Sends one signal to each of the first instances, and starts those that are not there.
     *
     * @param events that come of each
     */
    void visit(int instances, int events) {
        try (Observer observer = new Observer(database, ledger.prefix())) {
            long handledBefore = observer.handled();
            DatabaseWork before = DatabaseWork.now(database);
            List<Sender> senders = new ArrayList<>();
            for (int n = 0; n < Math.min(ledger.senders(), instances); n++) {
                Sender.Share share = new Sender.Share(n, ledger.senders(), instances);
                senders.add(new Sender(
                        broker, ledger, n, share, share.size(), Acceptance.BATCH, Pace.full(), Receipts.none(), true));
            }
            Team.work(senders);
            observer.await(handledBefore + (long) events * instances);
            settle(before, instances);
        }
    }

    /** The queue is filled first, and then let go: how fast signals are handled when nobody sends. */
    Rates backlog(int signals, Recording recording) {
        try (Observer observer = new Observer(database, ledger.prefix())) {
            long handledBefore = observer.handled();
            double accepted = pile(signals);
            database.checkpoint();
            DatabaseWork before = DatabaseWork.now(database);
            OffsetDateTime since = OffsetDateTime.now(ZoneOffset.UTC);
            recording.start();
            queue.resume();
            long last = observer.await(handledBefore + signals);
            recording.stop();
            long first = observer.firstSince(since);
            return new Rates(accepted, signals * 1e9 / (last - first), settle(before, signals));
        }
    }

    /**
     * Fills the queue, which holds everything back from then on.
     *
     * @return accepted signals per second
     */
    double pile(int signals) {
        queue.pause();
        return send(signals, Pace::full);
    }

    /** Senders send as fast as they can while signals are handled: from the first send to the last handled. */
    Rates live(int signals, Recording recording) {
        try (Observer observer = new Observer(database, ledger.prefix())) {
            long handledBefore = observer.handled();
            database.checkpoint();
            DatabaseWork before = DatabaseWork.now(database);
            recording.start();
            long first = System.nanoTime();
            double accepted = send(signals, Pace::full);
            long last = observer.await(handledBefore + signals);
            recording.stop();
            return new Rates(accepted, signals * 1e9 / (last - first), settle(before, signals));
        }
    }

    /** Senders send at that rate while signals are handled. */
    Flood flood(int signals, double perSecond) {
        try (Observer observer = new Observer(database, ledger.prefix())) {
            long handledBefore = observer.handled();
            long first = System.nanoTime();
            double accepted = send(signals, () -> Pace.perSecond(perSecond / ledger.senders()));
            long meanwhile = observer.handled() - handledBefore;
            long end = System.nanoTime();
            long last = observer.await(handledBefore + signals);
            return new Flood(accepted, meanwhile * 1e9 / (end - first), (signals - meanwhile) * 1e9 / (last - end));
        }
    }

    /** Senders send each signal on its own, as fast as they can while signals are handled. */
    double singly(int signals) {
        int each = signals / SINGLE_SENDERS;
        try (Observer observer = new Observer(database, ledger.prefix());
                Stopwatch stopwatch = new Stopwatch(broker)) {
            long handledBefore = observer.handled();
            DatabaseWork before = DatabaseWork.now(database);
            long first = System.nanoTime();
            Team.work(singleSenders(each, Pace.full(), stopwatch));
            int sent = each * SINGLE_SENDERS;
            long last = observer.await(handledBefore + sent);
            complete(stopwatch);
            settle(before, sent);
            return sent * 1e9 / (last - first);
        } catch (JMSException e) {
            throw noReceipts(e);
        }
    }

    /** Senders send at a steady rate, each signal on its own. */
    Latency paced(double perSecond, Duration time) {
        int each = (int) (perSecond * time.toSeconds() / SINGLE_SENDERS);
        try (Observer observer = new Observer(database, ledger.prefix());
                Stopwatch stopwatch = new Stopwatch(broker)) {
            long handledBefore = observer.handled();
            DatabaseWork before = DatabaseWork.now(database);
            long start = System.nanoTime();
            Team.work(singleSenders(each, Pace.perSecond(perSecond / SINGLE_SENDERS), stopwatch));
            int sent = each * SINGLE_SENDERS;
            double rate = sent * 1e9 / (System.nanoTime() - start);
            observer.await(handledBefore + sent);
            complete(stopwatch);
            settle(before, sent);
            return new Latency(rate, stopwatch.times(), stopwatch.unhandled());
        } catch (JMSException e) {
            throw noReceipts(e);
        }
    }

    private List<Sender> singleSenders(int each, Pace pace, Receipts receipts) {
        List<Sender> senders = new ArrayList<>();
        for (int n = 0; n < SINGLE_SENDERS; n++) {
            // an instance gets signals of one sender only, so two senders may count under the same number
            Sender.Share share = new Sender.Share(n, SINGLE_SENDERS, ledger.instances());
            int number = n % ledger.senders();
            senders.add(new Sender(broker, ledger, number, share, each, Acceptance.SINGLE, pace, receipts, false));
        }
        return senders;
    }

    private static void complete(Stopwatch stopwatch) {
        if (!Await.until(stopwatch::isComplete, Duration.ofMillis(50), Duration.ofSeconds(30))) {
            throw new BenchmarkFailure("receipts are missing after 30 s");
        }
    }

    private static BenchmarkFailure noReceipts(JMSException e) {
        return new BenchmarkFailure("no receipts: " + e.getMessage(), e);
    }

    /** @return accepted signals per second */
    private double send(int signals, Supplier<Pace> pace) {
        List<Sender> senders = new ArrayList<>();
        for (int n = 0; n < ledger.senders(); n++) {
            int share = signals / ledger.senders() + (n < signals % ledger.senders() ? 1 : 0);
            senders.add(new Sender(
                    broker,
                    ledger,
                    n,
                    new Sender.Share(0, 1, ledger.instances()),
                    share,
                    acceptance,
                    pace.get(),
                    Receipts.none(),
                    false));
        }
        long start = System.nanoTime();
        Team.work(senders);
        return signals * 1e9 / (System.nanoTime() - start);
    }

    private DatabaseWork settle(DatabaseWork before, int signals) {
        return DatabaseWork.after(database, before, signals).minus(before);
    }
}
