package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.signalbox.client.Unavailable;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.server.Server;
import org.signalbox.engine.server.Servers;
import org.signalbox.engine.server.ThisServer;

/** The servers on this database, for people. */
@ApplicationScoped
public class ServerList {

    @Inject
    private Servers servers;

    @Inject
    private ThisServer here;

    /** The name of the server that answers. */
    public String here() {
        return here.node();
    }

    /** Those that gave a sign of life within a day, by name. */
    public List<Listed> all() {
        try {
            List<Server> found = servers.recent();
            long turns = found.stream()
                    .filter(Server::living)
                    .mapToLong(s -> s.work().lastMinute())
                    .sum();
            return found.stream().map(s -> new Listed(s, share(s, turns))).toList();
        } catch (SQLException e) {
            throw Outage.isBehind(e)
                    ? new Unavailable("The database can't be used: " + e.getMessage(), e)
                    : new IllegalStateException(e);
        }
    }

    private static double share(Server server, long turns) {
        return !server.living() || turns == 0 ? 0 : (double) server.work().lastMinute() / turns;
    }

    /**
     * A server among the others.
     *
     * @param share its part of the turns of the last minute, from 0 to 1
     */
    public record Listed(Server server, double share) {

        /** In percent. */
        public long percent() {
            return Math.round(100 * share);
        }
    }
}
