package org.signalbox.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An archive of the classes that a server loads at its start (class data sharing), in the distribution. Java maps it into
 * memory instead of reading and verifying each class; a start then takes about a quarter less time.
 *
 * <p>An archive belongs to one build of Java, whose version is in the file's name. Java itself leaves out what does not fit: the
 * whole archive if Java or {@code jboss-modules.jar} is another one, a single class if its bytes differ. But it crashes on a
 * file that is not complete. So a new archive is written beside the old one, tried, and then renamed.
 */
final class ClassArchive {

    /** Options of somebody who does this in another way; Java refuses some of them together with ours. */
    private static final List<String> OWN_WAYS = List.of(
            "-XX:SharedArchiveFile", "-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive", "-XX:AOT", "-Xshare");

    private final Path distribution;

    private ClassArchive(Path distribution) {
        this.distribution = distribution;
    }

    /** The option that makes a server use the archive; empty if there is none, or if the options say something of their own. */
    static List<String> options(Path distribution, List<String> jvmOptions) {
        Path file = new ClassArchive(distribution).file();
        boolean isOwn = jvmOptions.stream().anyMatch(o -> OWN_WAYS.stream().anyMatch(o::startsWith));
        return isOwn || !Files.exists(file) ? List.of() : List.of("-XX:SharedArchiveFile=" + file);
    }

    /**
     * Makes the archive, if there is none or the distribution was configured after it. Without one every start works as well,
     * so a failure is only reported.
     *
     * @param words the distribution, and an archive to deploy while the classes are recorded
     */
    public static void main(String[] words) throws IOException {
        ClassArchive archive =
                new ClassArchive(Path.of(words[0]).toAbsolutePath().normalize());
        if (archive.isCurrent()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            archive.make(Path.of(words[1]));
            System.out.println("Made " + archive.file() + " in "
                    + Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
        } catch (ServerFailure e) {
            System.out.println("No class archive, so servers start slower: " + e.getMessage());
        }
    }

    private Path file() {
        String version = System.getProperty("java.vm.version").replaceAll("[^A-Za-z0-9.+-]", "_");
        return distribution.resolve("classes-" + version + ".jsa");
    }

    private boolean isCurrent() throws IOException {
        Path configured = distribution.resolve(".configured");
        return Files.exists(file())
                && Files.exists(configured)
                && Files.getLastModifiedTime(file()).compareTo(Files.getLastModifiedTime(configured)) > 0;
    }

    private void make(Path deployment) throws IOException {
        Path made = file().resolveSibling(file().getFileName() + ".new");
        Path base = Files.createTempDirectory("signalbox-classes");
        try {
            Files.deleteIfExists(made);
            record(made, base, deployment);
            if (!Files.exists(made)) {
                throw new ServerFailure("Java wrote no " + made);
            }
            tryOut(made);
            Files.move(made, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
            delete(base);
        }
    }

    /** The server writes the archive when it ends, which may take longer than it is given by {@link ServerProcess#stop()}. */
    private void record(Path made, Path base, Path deployment) {
        try (ServerProcess server = ServerProcess.start(ServerSettings.of(distribution, base)
                .withJvmOptions("-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:ArchiveClassesAtExit=" + made)
                .withDeployments(deployment))) {
            ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroy);
            server.onExit().completeOnTimeout(-1, 5, TimeUnit.MINUTES).join();
        }
    }

    /** With {@code -Xshare:on} Java ends with an error if it can't use the archive. */
    private void tryOut(Path made) throws IOException {
        File output = Files.createTempFile("signalbox-classes", ".txt").toFile();
        Process java = new ProcessBuilder(
                        CommandLine.java().toString(),
                        "-Xshare:on",
                        "-XX:SharedArchiveFile=" + made,
                        "-jar",
                        distribution.resolve("jboss-modules.jar").toString(),
                        "-version")
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            if (!java.waitFor(1, TimeUnit.MINUTES) || java.exitValue() != 0) {
                java.destroyForcibly();
                throw new ServerFailure("Java can't use the archive: " + Log.tailOf(output.toPath()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while the class archive was tried", e);
        } finally {
            Files.delete(output.toPath());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
