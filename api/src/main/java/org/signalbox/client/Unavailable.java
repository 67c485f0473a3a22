package org.signalbox.client;

/** The database can't be reached at the moment; nothing is known of the request, and it may be repeated. */
public class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
