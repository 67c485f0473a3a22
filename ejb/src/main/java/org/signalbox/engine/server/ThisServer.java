package org.signalbox.engine.server;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The name of this server, and what it has done. Counting costs no statement: the counts are written with the sign of life.
 *
 * <p>The methods that use the database are called by one thread at a time, outside of transactions.
 */
@ApplicationScoped
public class ThisServer {

    /** Set by the server's configuration; docs/server.md. */
    private static final String NODE = "signalbox.node";

    private static final int LONGEST = 200;

    private final String node = named(System.getProperty(NODE));
    private final String life = UUID.randomUUID().toString();
    private final String version = EngineVersion.read();
    private final Tally tally = new Tally();

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    private ServerStore store;
    private Claim claim = new Claim();
    private volatile int id;
    private volatile boolean holdsName;
    private volatile boolean refused;

    @SuppressWarnings("NullAway.Init")
    public ThisServer() {}

    @PostConstruct
    void begin() {
        store = new ServerStore(dataSource);
    }

    private static String named(@Nullable String given) {
        String name = given == null || given.isBlank() ? "signalbox" : given.strip();
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    public String node() {
        return node;
    }

    /** By which rows refer to this server; 0 until it has its name. */
    public int id() {
        return id;
    }

    public void turns(int count) {
        tally.turns(count);
    }

    public void due(int count) {
        tally.due(count);
    }

    public void attempt() {
        tally.attempt();
    }

    /** Why this server must not work under its name; empty if it may. */
    public Optional<String> trouble() {
        return refused
                ? Optional.of("another server is running as '" + node + "'; see SIGBOX0323 or SIGBOX0324 in the log")
                : Optional.empty();
    }

    /**
     * Takes the name, unless another living server has it.
     *
     * @return whether this server has its name now; if not, to be asked again after a second
     */
    public boolean claim() throws SQLException {
        Optional<Claim.Other> other = store.find(node).filter(o -> !o.life().equals(life));
        Claim.Decision decision =
                other.map(o -> claim.decide(o, System.nanoTime())).orElse(Claim.Decision.TAKE);
        if (decision == Claim.Decision.REFUSE && !refused) {
            refused = true;
            ServerLog.LOG.refused(node);
        }
        if (decision != Claim.Decision.TAKE || !taken(other)) {
            return false;
        }
        id = store.id(node);
        holdsName = true;
        refused = false;
        claim = new Claim();
        ServerLog.LOG.named(node, version);
        return true;
    }

    private boolean taken(Optional<Claim.Other> other) throws SQLException {
        return other.isPresent()
                ? store.take(node, other.get().life(), life, version)
                : store.insert(node, life, version) || isMine();
    }

    private boolean isMine() throws SQLException {
        return store.find(node).filter(o -> o.life().equals(life)).isPresent();
    }

    /** Tells the others that this server lives, and how much it has done. */
    public void sign() throws SQLException {
        if (holdsName) {
            holdsName = store.sign(node, life, tally.work(System.nanoTime()));
            if (!holdsName) {
                refused = true;
                ServerLog.LOG.lost(node);
            }
        } else if (claim()) {
            ServerLog.LOG.regained(node);
        }
    }

    /** Says that no sign of life is to be expected any more. */
    public void end() throws SQLException {
        if (holdsName) {
            store.end(node, life);
        }
    }

    /** For who tries again. */
    public void noSign(Exception cause) {
        ServerLog.LOG.noSign(cause.toString());
    }
}
