package org.signalbox.core.turn;

/** The names of the timers that waiting handlers have, which no author can use. */
public final class LineTimer {

    private LineTimer() {}

    static String name(long opened, int wait) {
        return "#" + opened + "." + wait;
    }

    /** Whether a timer belongs to a waiting handler rather than to an {@code @OnTimer} method. */
    public static boolean isOne(String timer) {
        return timer.startsWith("#");
    }

    /** Whether it is the timer of what the line opened by that event waits for now. */
    public static boolean isOf(String timer, long opened, Awaited awaited) {
        return timer.equals(name(opened, awaited.number()));
    }
}
