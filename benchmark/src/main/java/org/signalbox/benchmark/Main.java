package org.signalbox.benchmark;

import java.util.List;
import org.signalbox.server.ServerFailure;

/** The command line of the benchmark. Ends with 0, with 1 if a signal was lost, doubled or out of order, or with 2. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> words) {
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(Options.USAGE);
            return 0;
        }
        try {
            return new Benchmark(Options.parse(words)).run() ? 0 : 1;
        } catch (UsageException | BenchmarkFailure | ServerFailure e) {
            System.err.println("bench: " + e.getMessage());
            return 2;
        }
    }
}
