package org.signalbox.engine.operator;

import jakarta.ejb.ApplicationException;

/** The author's code for a query failed, or changed what it was only to read. */
@ApplicationException(rollback = true)
public class QueryFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueryFailed(String message) {
        super(message);
    }

    QueryFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
