package org.signalbox.examples.loyalty.sender;

/** What the person at the command line has to put right; the message says what, where, and what to do. */
class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
