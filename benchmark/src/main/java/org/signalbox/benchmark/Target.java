package org.signalbox.benchmark;

/** What the design asks of a figure: the first step and the aim. Values count with two decimals. */
sealed interface Target {

    /** What a value has reached of it, in a word. */
    String reachedBy(double value);

    /** The two columns of the table. */
    String first();

    String aim();

    private static String reached(boolean first, boolean aim) {
        return aim ? "aim" : first ? "first" : "missed";
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private static String text(double value) {
        return value == Math.rint(value) && value >= 10 ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** More is better. */
    record AtLeast(double firstBound, double aimBound) implements Target {
        @Override
        public String reachedBy(double value) {
            return reached(rounded(value) >= firstBound, rounded(value) >= aimBound);
        }

        @Override
        public String first() {
            return "≥ " + text(firstBound);
        }

        @Override
        public String aim() {
            return "≥ " + text(aimBound);
        }
    }

    /** Less is better. */
    record AtMost(double firstBound, double aimBound) implements Target {
        @Override
        public String reachedBy(double value) {
            return reached(rounded(value) <= firstBound, rounded(value) <= aimBound);
        }

        @Override
        public String first() {
            return "≤ " + text(firstBound);
        }

        @Override
        public String aim() {
            return "≤ " + text(aimBound);
        }
    }

    /** Only zero will do. */
    record None() implements Target {
        @Override
        public String reachedBy(double value) {
            return value == 0 ? "aim" : "missed";
        }

        @Override
        public String first() {
            return "0";
        }

        @Override
        public String aim() {
            return "0";
        }
    }
}
