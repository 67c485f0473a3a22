package org.signalbox.examples.loyalty.sender;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Sends purchases to Signalbox's queue, in order, and survives a broker that goes away in between.
 *
 * <p>Why none is lost, doubled or out of order: a transacted session commits 100 at a time, and the next 100 are sent
 * only after the commit has returned. If anything fails before that, the broker has all of the 100 or none, and they
 * are sent again in the same order. If it had them already, the repetitions come behind the first ones and are known
 * by their signal ids.
 */
class SignalQueue {

    static final int BATCH = 100;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Options options;
    private final InstantSource clock;
    private final Progress progress;
    private int sent;
    private boolean connectedOnce;

    SignalQueue(Options options, InstantSource clock, Progress progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Returns when all purchases are durable at the broker.
     *
     * @throws UsageException if the broker refuses user or password
     * @throws GivenUp if the broker can't be reached for the time of the options
     */
    void send(List<Sale> sales) {
        try (ActiveMQConnectionFactory factory = factory()) {
            Pause pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
            Instant lastSuccess = clock.instant();
            while (sent < sales.size()) {
                int before = sent;
                try {
                    sendRest(sales, factory);
                } catch (JMSException e) {
                    if (sent > before) {
                        pause = new Pause(FIRST_PAUSE, LONGEST_PAUSE);
                        lastSuccess = clock.instant();
                    }
                    judge(e, lastSuccess);
                    pause.take();
                }
            }
        }
    }

    private ActiveMQConnectionFactory factory() {
        try {
            return new ActiveMQConnectionFactory(options.jms());
        } catch (RuntimeException e) {
            throw new UsageException(
                    "--jms \"" + options.jms() + "\" is no address of a broker such as tcp://127.0.0.1:61616.");
        }
    }

    private void sendRest(List<Sale> sales, ActiveMQConnectionFactory factory) throws JMSException {
        Options.Login login = options.sender();
        try (Connection connection = factory.createConnection(login.user(), login.password());
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(session.createQueue(options.queue()))) {
            connectedOnce = true;
            while (sent < sales.size()) {
                List<Sale> batch = sales.subList(sent, Math.min(sent + BATCH, sales.size()));
                for (Sale sale : batch) {
                    producer.send(SaleMessage.of(sale, session));
                }
                session.commit();
                sent += batch.size();
                progress.sent(sent, sales.size());
            }
        }
    }

    private void judge(JMSException failure, Instant lastSuccess) {
        if (failure instanceof JMSSecurityException && !connectedOnce) {
            throw new UsageException("The broker refuses the user \"%s\": %s. Check --user and its password."
                    .formatted(options.sender().user(), failure.getMessage()));
        }
        Duration without = Duration.between(lastSuccess, clock.instant());
        if (without.compareTo(options.reconnect()) >= 0) {
            throw new GivenUp("The broker %s could not be used for %d s (%s); given up. Start it and run this again."
                    .formatted(options.jms(), without.toSeconds(), failure.getMessage()));
        }
        progress.notice("the broker %s can't be used at the moment (%s); trying again"
                .formatted(options.jms(), failure.getMessage()));
    }
}
