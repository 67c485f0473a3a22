package org.signalbox.core.machine;

import java.util.Optional;

/** What an operator decides about one event of an inbox. */
public sealed interface Fix {

    /** The word for it in the journal. */
    String name();

    /** It has another payload from now on; the journal keeps the one it had. */
    record Edit(Optional<String> payload) implements Fix {
        @Override
        public String name() {
            return "edit";
        }
    }

    /** It is never handled, and its id stays taken. */
    record Skip() implements Fix {
        @Override
        public String name() {
            return "skip";
        }
    }

    /** It is kept as undeliverable, and can be sent again. */
    record Withdraw() implements Fix {
        @Override
        public String name() {
            return "withdraw";
        }
    }
}
