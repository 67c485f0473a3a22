package org.signalbox.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The directory that one server lives in: configuration, users, deployments, data and logs. */
record BaseDirectory(Path path) {
    /** Users belong to the base directory; everything else of the configuration to the distribution. */
    private static final Set<String> KEPT = Set.of(
            "application-users.properties",
            "application-roles.properties",
            "mgmt-users.properties",
            "mgmt-groups.properties",
            "logging.properties");

    private static final String DIRECTORY = "rwx------";
    private static final String FILE = "rw-------";

    boolean hasData() {
        return Files.isDirectory(data());
    }

    Path log() {
        return path.resolve("log").resolve("server.log");
    }

    /** What the Java machine itself prints: a crash, a thread dump. */
    Path console() {
        return path.resolve("log").resolve("console.log");
    }

    void prepare(Path distribution, List<Path> deployments) throws IOException {
        Files.createDirectories(path);
        makePrivate(path, DIRECTORY);
        Files.createDirectories(path.resolve("log"));
        if (Files.notExists(console())) {
            Files.createFile(console());
        }
        Files.createDirectories(path.resolve("lib"));
        refreshConfiguration(distribution.resolve("standalone").resolve("configuration"));
        deploy(deployments);
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                makePrivate(file, Files.isDirectory(file) ? DIRECTORY : FILE);
            }
        }
    }

    private static void makePrivate(Path file, String permissions) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString(permissions));
        }
    }

    Credentials credentials() throws IOException {
        Credentials credentials = Credentials.in(path);
        credentials.writeRealm(configuration());
        return credentials;
    }

    /** The name of this server unless it is told another one: made at its first start, and kept. */
    String nodeName() throws IOException {
        Path file = path.resolve("node");
        if (!Files.exists(file)) {
            Files.writeString(file, NodeName.of(NodeName.host(), path) + "\n");
            makePrivate(file, FILE);
        }
        return Files.readString(file).trim();
    }

    /** The process that wrote its id here at its start, if it still runs. */
    Optional<ProcessHandle> occupant() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        String[] words = Files.readString(pidFile()).trim().split(" ", -1);
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(ProcessHandle::isAlive)
                // ids are given again: the same process has the same start
                .filter(process -> words.length > 1 && words[1].equals(startOf(process)));
    }

    void occupy(ProcessHandle process) throws IOException {
        Files.writeString(pidFile(), process.pid() + " " + startOf(process) + "\n");
        makePrivate(pidFile(), FILE);
    }

    /** How the last process ended, for the application of the next one, which deletes the note. */
    void noteExit(int status) throws IOException {
        Files.createDirectories(data());
        Files.writeString(path.resolve("data").resolve("exit-status"), status + "\n");
    }

    /** What WildFly says of the archive: deployed, the reason of a failure, or nothing yet. */
    Deployment deployment(Path archive) throws IOException {
        String name = archive.getFileName().toString();
        Path failed = deployments().resolve(name + ".failed");
        if (Files.exists(failed)) {
            return new Deployment.Failed(Files.readString(failed));
        }
        return Files.exists(deployments().resolve(name + ".deployed"))
                ? new Deployment.Done()
                : new Deployment.Pending();
    }

    private void refreshConfiguration(Path source) throws IOException {
        Files.createDirectories(configuration());
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = configuration().resolve(file.getFileName());
                if (!(Files.exists(target) && KEPT.contains(file.getFileName().toString()))) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void deploy(List<Path> archives) throws IOException {
        Files.createDirectories(deployments());
        try (Stream<Path> former = Files.list(deployments())) {
            for (Path file : former.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        for (Path archive : archives) {
            if (!Files.isRegularFile(archive)) {
                throw new ServerFailure("there is no archive " + archive + " to deploy; build it first");
            }
            Path target = deployments().resolve(archive.getFileName());
            Files.copy(archive, target);
            Files.createFile(deployments().resolve(target.getFileName() + ".dodeploy"));
        }
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    private Path configuration() {
        return path.resolve("configuration");
    }

    private Path deployments() {
        return path.resolve("deployments");
    }

    private Path data() {
        return path.resolve("data");
    }

    private Path pidFile() {
        return path.resolve("server.pid");
    }

    sealed interface Deployment {
        record Pending() implements Deployment {}

        record Done() implements Deployment {}

        record Failed(String reason) implements Deployment {}
    }
}
