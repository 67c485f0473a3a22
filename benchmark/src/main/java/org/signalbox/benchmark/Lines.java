package org.signalbox.benchmark;

/** What a signal costs by the number of signals that its instance has taken in one line that is still open. */
final class Lines {
    /** Signals per measurement; few, since each makes the line longer. */
    private static final int SIGNALS = 200;

    private final Load load;

    Lines(Load load) {
        this.load = load;
    }

    /** Makes the line longer and longer. */
    void measure(Report report) {
        load.start();
        int length = 1;
        for (int wanted : new int[] {10, 1_000, 3_000, 10_000}) {
            int missing = Math.max(wanted - length, 1);
            load.live(missing, Recording.none());
            double rate = load.backlog(SIGNALS, Recording.none()).handled();
            report.add(Figure.of(
                    "line." + wanted,
                    "a signal to a line with %,d to %,d signals in it"
                            .formatted(length + missing, length + missing + SIGNALS),
                    1e3 / rate,
                    "ms"));
            length += missing + SIGNALS;
        }
    }
}
