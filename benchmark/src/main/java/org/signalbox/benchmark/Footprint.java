package org.signalbox.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.signalbox.server.ServerProcess;

/**
 * What a server needs that has just been started and does nothing.
 *
 * @param start nanoseconds until it was ready
 * @param heap bytes in use after a collection
 */
record Footprint(long start, int threads, long heap) {

    private static final int TIMES = 3;

    /** Of several starts the one in the middle; heap and threads of the last. */
    static Footprint ofRestarted(ServerProcess server) {
        List<Footprint> all =
                Stream.generate(() -> restart(server)).limit(TIMES).toList();
        Footprint last = all.get(TIMES - 1);
        long start = all.stream()
                .map(Footprint::start)
                .sorted(Comparator.naturalOrder())
                .toList()
                .get(TIMES / 2);
        return new Footprint(start, last.threads, last.heap);
    }

    private static Footprint restart(ServerProcess server) {
        server.stop();
        long before = System.nanoTime();
        server.start();
        long start = System.nanoTime() - before;
        Jcmd.say(server.pid(), "GC.run");
        Jcmd.say(server.pid(), "GC.run");
        long heap = Jcmd.heap(server.pid());
        long threads = Jcmd.say(server.pid(), "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\""))
                .count();
        return new Footprint(start, (int) threads, heap);
    }
}
