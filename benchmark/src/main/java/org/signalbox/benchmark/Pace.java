package org.signalbox.benchmark;

import java.util.concurrent.locks.LockSupport;

/** When a sender sends its next signal. */
interface Pace {

    /** Returns when the n-th signal, counted from 0, is due. */
    void await(long n);

    /** As fast as the broker takes them. */
    static Pace full() {
        return n -> {};
    }

    /** At a steady rate from now on; who has fallen behind catches up. */
    static Pace perSecond(double rate) {
        long start = System.nanoTime();
        return n -> {
            long due = start + (long) (n * 1e9 / rate);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        };
    }
}
