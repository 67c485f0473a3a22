package org.signalbox.engine.application;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;
import org.signalbox.engine.clock.ClockStore;
import org.signalbox.engine.clock.TrustedClock;
import org.signalbox.engine.server.ThisServer;

/** The only place that asks the system for the time. */
@ApplicationScoped
public class ClockProducer {

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    /** The one clock of all that the engine decides. */
    @Produces
    @Singleton
    public TrustedClock clock(EngineSettings settings) {
        return new TrustedClock(settings.clockLimits(), Clock.systemUTC(), System::nanoTime);
    }

    /** Under the name that is different for every server on one database (docs/server.md). */
    @Produces
    @Singleton
    public ClockStore clocks(ThisServer server) {
        return new ClockStore(dataSource, server.node());
    }
}
