package org.signalbox.it.crash.app;

import org.signalbox.activity.Activity;

/** The ends of a process. */
@Activity(startToClose = "PT3S", firstBackoff = "PT0.2S", maxAttempts = 20)
interface Wreckage {

    void cause(String how);

    static void of(String how) {
        switch (how) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(1);
            default -> {}
        }
    }
}
