package org.signalbox.engine.server;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All servers on this database. */
@ApplicationScoped
public class Servers {

    private static final Duration SHOWN = Duration.ofDays(1);

    private final Map<Integer, String> names = new ConcurrentHashMap<>();

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    private ServerStore store;

    @SuppressWarnings("NullAway.Init")
    public Servers() {}

    @PostConstruct
    void begin() {
        store = new ServerStore(dataSource);
    }

    /** Those that gave a sign of life within a day, by name. */
    public List<Server> recent() throws SQLException {
        return store.seenWithin(SHOWN);
    }

    /** The name of the server that a row refers to. */
    public Optional<String> node(@Nullable Integer id) {
        if (id == null || id == 0) {
            return Optional.empty();
        }
        String known = names.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            Optional<String> found = store.node(id);
            found.ifPresent(name -> names.put(id, name));
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
