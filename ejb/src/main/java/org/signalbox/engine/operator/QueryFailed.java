package org.signalbox.engine.operator;

import jakarta.ejb.ApplicationException;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;

/**
 * The author's code for a query failed, or changed what it was only to read. What the code threw is told and not a cause: whoever
 * meets this exception may follow causes and ask for texts, and would execute the author's code again.
 */
@ApplicationException(rollback = true)
public class QueryFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueryFailed(AuthorFailure failure) {
        super(failure.told().lines().findFirst().orElse("The query failed"), Causes.copyOf(failure));
    }
}
