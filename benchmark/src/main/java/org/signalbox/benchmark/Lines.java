package org.signalbox.benchmark;

/** What a signal costs by the number of signals that its instance has taken in one line that is still open. */
final class Lines {
    /** Signals per measurement; few, since each makes the line longer. */
    private static final int SIGNALS = 500;

    private static final int LONGEST = 10_000;

    private final Load plain;
    private final Load waiting;

    /**
     * @param plain on an instance whose handlers do not wait, to compare with
     * @param waiting on one whose handler does
     */
    Lines(Load plain, Load waiting) {
        this.plain = plain;
        this.waiting = waiting;
    }

    /**
     * Makes the line longer and longer.
     *
     * @param recording of what the longest costs
     */
    void measure(Report report, Recording recording) {
        plain.start();
        plain.live(SIGNALS, Recording.none());
        add(report, "line.none", "a signal to a handler that does not wait", plain.backlog(SIGNALS, Recording.none()));
        waiting.start();
        int length = 1;
        for (int wanted : new int[] {10, 1_000, 3_000, LONGEST}) {
            int missing = Math.max(wanted - length, 1);
            waiting.live(missing, Recording.none());
            length += missing;
            add(
                    report,
                    "line." + wanted,
                    "a signal to a line with %,d to %,d signals in it".formatted(length, length + SIGNALS),
                    waiting.backlog(SIGNALS, wanted == LONGEST ? recording : Recording.none()));
            length += SIGNALS;
        }
    }

    private static void add(Report report, String key, String what, Load.Rates rates) {
        report.add(Figure.of(key, what, 1e3 / rates.handled(), "ms"));
    }
}
