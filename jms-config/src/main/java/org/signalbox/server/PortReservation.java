package org.signalbox.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A claim on a set of ports, seen by every process of this machine that claims in the same way. A server listens only
 * seconds after its ports were chosen: two that start together would choose the same.
 */
final class PortReservation implements AutoCloseable {
    /** No two sets of this distance have a port in common. */
    private static final int STEP = 100;

    private static final Set<Integer> OURS = ConcurrentHashMap.newKeySet();

    private final Ports ports;
    private final FileChannel lock;

    private PortReservation(Ports ports, FileChannel lock) {
        this.ports = ports;
        this.lock = lock;
    }

    /** The usual ports if they are free, else the first offset where all are. */
    static PortReservation firstFree() {
        return IntStream.iterate(0, offset -> offset <= Ports.HIGHEST_OFFSET, offset -> offset + STEP)
                .mapToObj(Ports::new)
                .filter(Ports::areFree)
                .flatMap(ports -> claim(ports).stream())
                .findFirst()
                .orElseThrow(() -> new ServerFailure("no free ports for a server, with any offset"));
    }

    Ports ports() {
        return ports;
    }

    /** Gives the ports back; the end of the process does the same. */
    @Override
    public void close() {
        try {
            lock.close();
            OURS.remove(ports.offset());
        } catch (IOException e) {
            throw new ServerFailure("cannot give back the ports of offset " + ports.offset(), e);
        }
    }

    private static Optional<PortReservation> claim(Ports ports) {
        // of our own claims we must know: to open and close the file again would lose the lock that we have
        if (!OURS.add(ports.offset())) {
            return Optional.empty();
        }
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "signalbox-ports-" + ports.offset() + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new PortReservation(ports, channel));
            }
            channel.close();
        } catch (IOException ofAnotherUser) {
            // then it is taken, as if it were locked
        }
        OURS.remove(ports.offset());
        return Optional.empty();
    }
}
