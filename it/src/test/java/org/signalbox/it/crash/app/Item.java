package org.signalbox.it.crash.app;

import java.util.Optional;

/**
 * What is to be counted, and what else is to happen on the occasion.
 *
 * @param number ascending per sender
 * @param chore how long an activity, scheduled in the same turn, takes; empty for none
 */
record Item(String sender, long number, Optional<Long> chore, Optional<Death> death) {

    String key() {
        return sender + "-" + number;
    }
}
