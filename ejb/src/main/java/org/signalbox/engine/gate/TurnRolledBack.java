package org.signalbox.engine.gate;

import jakarta.ejb.ApplicationException;
import java.util.Optional;
import org.signalbox.core.turn.AuthorFailure;

/** The transaction of one or several turns was rolled back; the cause tells why. */
@ApplicationException(rollback = true)
public class TurnRolledBack extends Exception {

    private static final long serialVersionUID = 1L;

    TurnRolledBack(Throwable cause) {
        super(cause);
    }

    /** Present if it was the author's code that failed. */
    public Optional<AuthorFailure> authorFailure() {
        return getCause() instanceof AuthorFailure failure ? Optional.of(failure) : Optional.empty();
    }
}
