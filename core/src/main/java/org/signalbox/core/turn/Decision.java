package org.signalbox.core.turn;

import java.util.List;
import java.util.Set;

/**
 * What one turn decided.
 *
 * @param state the durable fields as JSON
 * @param commands in the order in which the author gave them
 * @param filled the signals whose channels have something in them now
 */
public record Decision(String state, List<Command> commands, Ending ending, Set<String> filled) {

    public Decision {
        commands = List.copyOf(commands);
        filled = Set.copyOf(filled);
    }
}
