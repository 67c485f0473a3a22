package org.signalbox.core.turn;

import java.util.List;
import java.util.Optional;

/**
 * What one turn decided.
 *
 * @param state the durable fields as JSON
 * @param commands in the order in which the author gave them
 */
public record Decision(String state, List<Command> commands, Optional<Closing> closing) {

    public Decision {
        commands = List.copyOf(commands);
    }
}
