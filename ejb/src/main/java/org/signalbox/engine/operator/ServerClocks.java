package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.Unavailable;
import org.signalbox.core.machine.Motive;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.clock.ClockStore;
import org.signalbox.engine.clock.ServerClock;
import org.signalbox.engine.clock.TrustedClock;

/** How the clocks of all servers stand, and an operator's word that one is right. */
@ApplicationScoped
public class ServerClocks {

    /** Each writes every ten seconds. */
    private static final Duration ALIVE = Duration.ofMinutes(1);

    @Inject
    private ClockStore clocks;

    @Inject
    private TrustedClock clock;

    /** The name of the server that answers. */
    public String here() {
        return clocks.server();
    }

    /** All servers that run, by name; this one as it is now, the others as they last wrote. */
    public List<ServerClock> all() {
        try {
            Instant now = clocks.read().time();
            Map<String, ServerClock> found = new TreeMap<>();
            clocks.all().stream()
                    .filter(c -> Duration.between(c.databaseTime(), now).abs().compareTo(ALIVE) < 0)
                    .forEach(c -> found.put(c.server(), c));
            found.put(clocks.server(), new ServerClock(clocks.server(), clock.now(), now));
            return List.copyOf(found.values());
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /**
     * Tells a server to trust its wall clock; it does so within seconds.
     *
     * @return how its clock stands; empty if there is no such server
     * @throws Refused if no jump of its clock is in doubt
     */
    public Optional<ServerClock> trust(String server, Motive motive) {
        Optional<ServerClock> known =
                all().stream().filter(c -> c.server().equals(server)).findFirst();
        known.ifPresent(c -> ask(server, motive));
        return known;
    }

    private void ask(String server, Motive motive) {
        try {
            if (server.equals(clocks.server())) {
                // the row may not know of the doubt yet
                clocks.write(clock.now(), clocks.read().time());
            }
            if (!clocks.trust(server, motive.by().orElse("an operator"), motive.reason())) {
                throw new Refused(Reason.INVALID, "The clock of server '" + server + "' is not in doubt.");
            }
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private static RuntimeException unavailable(SQLException e) {
        return Outage.isBehind(e)
                ? new Unavailable("The database can't be used: " + e.getMessage(), e)
                : new IllegalStateException(e);
    }
}
