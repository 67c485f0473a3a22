package org.signalbox.core.turn;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.signalbox.client.WorkflowId;

/**
 * The identity of what a turn asked the outside for, an activity or another instance: which event of which instance asked
 * for it, and the how-manieth it was.
 *
 * @param sequence of the event in whose turn it was scheduled
 * @param ordinal from 1 within the turn
 */
public record ActivityKey(WorkflowId workflowId, long sequence, int ordinal) {

    private static final int LONGEST = 200;

    /** An identifier made of it, for what was asked for: the same whenever the code that asks is executed again. */
    public String asIdentifier() {
        String readable = workflowId + "#" + sequence + "." + ordinal;
        return readable.length() <= LONGEST
                ? readable
                : UUID.nameUUIDFromBytes(readable.getBytes(StandardCharsets.UTF_8))
                        .toString();
    }
}
