package org.signalbox.benchmark;

/** The command line can't be used; the message is for the person who wrote it. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
