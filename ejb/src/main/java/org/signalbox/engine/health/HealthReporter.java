package org.signalbox.engine.health;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.signalbox.engine.alarm.ClockGuard;
import org.signalbox.engine.application.DatabaseProbe;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.application.Queues;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.server.ThisServer;
import org.signalbox.health.ComponentHealth;
import org.signalbox.health.EngineHealth;
import org.signalbox.health.HealthRegistry;

/**
 * Answers the health checks while the application runs.
 *
 * <p>Without its database the server is not ready: REST calls answer 503. Without its broker it is, unless a setting says
 * otherwise: REST, timers and the console go on. A clock in doubt is only reported.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class HealthReporter {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration DATABASE_FRESH = Duration.ofSeconds(1);
    private static final Duration BROKER_FRESH = Duration.ofSeconds(5);

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    @Resource(lookup = Queues.RESULTS_DEAD)
    private Queue anyQueue;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private DatabaseProbe database;

    @Inject
    private Readiness readiness;

    @Inject
    private EngineSettings settings;

    @Inject
    private ClockGuard clock;

    @Inject
    private ThisServer server;

    @PostConstruct
    void begin() {
        HealthRegistry.register(new Report(
                readiness,
                settings.isBrokerNeededToBeReady(),
                probe(database::ask, DATABASE_FRESH),
                probe(this::askBroker, BROKER_FRESH),
                clock::trouble,
                server::trouble));
    }

    @PreDestroy
    void end() {
        HealthRegistry.unregister();
    }

    private Probe probe(Callable<?> question, Duration fresh) {
        return new Probe(executor, question, LIMIT, fresh, System::nanoTime);
    }

    /** A look into a queue that is nearly always empty is one short way to the broker and back. */
    private boolean askBroker() throws JMSException {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = context.createBrowser(anyQueue)) {
            return browser.getEnumeration().hasMoreElements();
        }
    }

    /** @param brokerNeeded whether the server is not ready without its broker */
    record Report(
            Readiness readiness,
            boolean brokerNeeded,
            Probe databaseProbe,
            Probe brokerProbe,
            Supplier<Optional<String>> clockTrouble,
            Supplier<Optional<String>> nameTrouble)
            implements EngineHealth {

        @Override
        public ComponentHealth database() {
            Optional<String> failure = databaseProbe.failure();
            if (failure.isPresent()) {
                return ComponentHealth.failing(failure.get());
            }
            Optional<String> name = nameTrouble.get();
            if (name.isPresent()) {
                return ComponentHealth.failing(name.get());
            }
            return readiness.isReady()
                    ? ComponentHealth.working()
                    : ComponentHealth.failing("the schema is not up to date yet; see SIGBOX0004 in the log");
        }

        @Override
        public ComponentHealth broker() {
            ComponentHealth health = brokerProbe
                    .failure()
                    .map(cause -> new ComponentHealth(
                            !brokerNeeded, ComponentHealth.failing(cause).data()))
                    .orElseGet(ComponentHealth::working);
            return health.with("reachable", String.valueOf(!health.data().containsKey("cause")));
        }

        /** Never takes readiness down: the engine goes on by the time that it trusts. */
        @Override
        public ComponentHealth clock() {
            ComponentHealth health = ComponentHealth.working();
            return clockTrouble
                    .get()
                    .map(trouble -> health.with("trouble", trouble))
                    .orElse(health);
        }
    }
}
