package org.signalbox.engine.application;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Queue;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.output.MigrateResult;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.InvalidApplication;
import org.signalbox.engine.clock.ClockStore;
import org.signalbox.engine.clock.TrustedClock;
import org.signalbox.engine.server.ThisServer;
import org.signalbox.payload.PayloadCodecs;

/**
 * Checks the deployed workflows, then brings the schema up to date, then lets the consumers begin. A mistake in a
 * workflow makes the deployment fail; a database that is away only makes it wait.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Boot {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(10);

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    @Resource
    private ManagedExecutorService executor;

    /** Asked for when it can be told that it can't be had. */
    @Inject
    private Instance<Catalog> deployed;

    @Inject
    private EngineSettings settings;

    @Inject
    private PayloadCodecs codecs;

    @Inject
    private Readiness readiness;

    @Inject
    private BrokerWatch brokerWatch;

    @Inject
    private ProcessEnd processEnd;

    @Inject
    private TrustedClock clock;

    @Inject
    private ClockStore clocks;

    @Inject
    private ThisServer server;

    @PostConstruct
    void begin() {
        settings.check();
        processEnd.watch();
        ApplicationLog.LOG.codecs(codecs.applied(), codecs.known());
        try {
            deployed.get();
        } catch (InvalidApplication e) {
            ApplicationLog.LOG.invalidApplication(String.valueOf(e.getMessage()));
            throw e;
        }
        executor.execute(brokerWatch::run);
        settings.fullHeap()
                .ifPresent(full ->
                        executor.execute(() -> new HeapGuard(full, settings.fullHeapPatience()).run(readiness)));
        BrokerManagement.ofExternalBroker().ifPresent(queue -> executor.execute(() -> check(queue)));
        if (!migrated()) {
            executor.execute(this::migrateWhenPossible);
        }
    }

    @PreDestroy
    void end() {
        processEnd.forget();
        readiness.end();
        try {
            server.end();
        } catch (SQLException | RuntimeException e) {
            server.noSign(e);
        }
    }

    /** As long as the application runs. A failure is logged once, until a sign is written again. */
    private void giveSignsOfLife() {
        boolean troubled = false;
        while (true) {
            readiness.pause(BETWEEN_SIGNS);
            try {
                server.sign();
                troubled = false;
            } catch (SQLException | RuntimeException e) {
                if (!troubled) {
                    server.noSign(e);
                }
                troubled = true;
            }
        }
    }

    /** Until the broker is as it must be: what its administrator mends while the server runs is seen. */
    private void check(Queue management) {
        List<String> told = List.of();
        while (true) {
            try (BrokerManagement broker = new BrokerManagement(connections, management)) {
                List<String> mistakes = BrokerCheck.mistakes(broker);
                if (mistakes.isEmpty()) {
                    ApplicationLog.LOG.brokerFits();
                    return;
                }
                if (!mistakes.equals(told)) {
                    ApplicationLog.LOG.brokerDoesNotFit(String.join("; ", mistakes));
                    told = mistakes;
                }
            } catch (JMSSecurityException e) {
                ApplicationLog.LOG.brokerNotChecked(String.valueOf(e.getMessage()));
                return;
            } catch (JMSException away) {
                // it is asked again
            }
            readiness.pause(BETWEEN_CHECKS);
        }
    }

    private void migrateWhenPossible() {
        do {
            readiness.pause(BETWEEN_ATTEMPTS);
        } while (!migrated());
    }

    private boolean migrated() {
        try {
            Catalog catalog = deployed.get();
            MigrateResult result = Schema.of(dataSource).migrate();
            if (!server.claim()) {
                return false;
            }
            String version = result.targetSchemaVersion == null ? "unchanged" : result.targetSchemaVersion;
            ApplicationLog.LOG.ready(
                    version, result.migrationsExecuted, catalog.workflowNames(), catalog.activityNames());
            ClockStore.Known known = clocks.read();
            clock.begin(known.last(), known.time());
            readiness.begin();
            executor.execute(this::giveSignsOfLife);
            return true;
        } catch (SQLException | RuntimeException e) {
            ApplicationLog.LOG.migrationFails(String.valueOf(e.getMessage()));
            return false;
        }
    }
}
