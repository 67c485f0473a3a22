package org.signalbox.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server is started with.
 *
 * @param distribution the configured WildFly that the build makes, {@code jms-config/target/wildfly}
 * @param base where this server keeps data, logs, users and deployments; made at the first start
 * @param database where instances are kept
 * @param broker where the queues are
 * @param ports the ports to take; empty: the first that are free
 * @param jvmOptions options of its Java machine, beyond those that WildFly needs
 * @param deployments archives to deploy; they replace what an earlier start deployed
 * @param environment additions to the environment of this process
 * @param patience how long a start, with its deployments, may take
 */
public record ServerSettings(
        Path distribution,
        Path base,
        Database database,
        Broker broker,
        Optional<Ports> ports,
        List<String> jvmOptions,
        List<Path> deployments,
        Map<String, String> environment,
        Duration patience) {

    /** Makes paths absolute and copies the collections. */
    public ServerSettings {
        distribution = distribution.toAbsolutePath().normalize();
        base = base.toAbsolutePath().normalize();
        jvmOptions = List.copyOf(jvmOptions);
        deployments = deployments.stream()
                .map(archive -> archive.toAbsolutePath().normalize())
                .toList();
        environment = Map.copyOf(environment);
    }

    /**
     * The file in the server's configuration directory that goes with database and broker.
     *
     * @throws ServerFailure for an external broker beside an embedded database
     */
    String configuration() {
        if (broker instanceof Broker.Embedded) {
            return database.configuration();
        }
        if (database instanceof Database.H2) {
            throw new ServerFailure("an external broker is for several servers, and they need a database that they can"
                    + " share: set SIGNALBOX_DB_URL, or unset SIGNALBOX_BROKER_HOST");
        }
        return "standalone-signalbox-cluster.xml";
    }

    /** The collector's pauses are the floor of every latency; with its own default it aims at 200 ms. */
    public static final List<String> DEFAULT_JVM_OPTIONS = List.of("-Xmx2g", "-XX:MaxGCPauseMillis=30");

    /** An embedded database, the first free ports, 2 GB of heap, nothing deployed. */
    public static ServerSettings of(Path distribution, Path base) {
        return new ServerSettings(
                distribution,
                base,
                new Database.H2(),
                new Broker.Embedded(),
                Optional.empty(),
                DEFAULT_JVM_OPTIONS,
                List.of(),
                Map.of(),
                Duration.ofMinutes(5));
    }

    /** The same with another database. */
    public ServerSettings with(Database other) {
        return new ServerSettings(
                distribution, base, other, broker, ports, jvmOptions, deployments, environment, patience);
    }

    /** The same with another broker. */
    public ServerSettings with(Broker other) {
        return new ServerSettings(
                distribution, base, database, other, ports, jvmOptions, deployments, environment, patience);
    }

    /** The same with these ports and no others. */
    public ServerSettings with(Ports fixed) {
        return new ServerSettings(
                distribution,
                base,
                database,
                broker,
                Optional.of(fixed),
                jvmOptions,
                deployments,
                environment,
                patience);
    }

    /** The same with these options instead of {@link #DEFAULT_JVM_OPTIONS}. */
    public ServerSettings withJvmOptions(String... options) {
        return new ServerSettings(
                distribution, base, database, broker, ports, List.of(options), deployments, environment, patience);
    }

    /** The same with these archives. */
    public ServerSettings withDeployments(Path... archives) {
        return new ServerSettings(
                distribution, base, database, broker, ports, jvmOptions, List.of(archives), environment, patience);
    }

    /** The same with these environment variables. */
    public ServerSettings withEnvironment(Map<String, String> variables) {
        return new ServerSettings(
                distribution, base, database, broker, ports, jvmOptions, deployments, variables, patience);
    }

    /** The same with another time limit for the start. */
    public ServerSettings withPatience(Duration limit) {
        return new ServerSettings(
                distribution, base, database, broker, ports, jvmOptions, deployments, environment, limit);
    }
}
