package org.signalbox.engine.operator;

import jakarta.ejb.ApplicationException;
import org.signalbox.core.turn.AuthorFailure;

/** The author's code for a query failed, or changed what it was only to read. */
@ApplicationException(rollback = true)
public class QueryFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueryFailed(AuthorFailure failure) {
        super(failure.told().lines().findFirst().orElse("The query failed"), failure);
    }
}
