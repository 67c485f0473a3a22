package org.signalbox.examples.loyalty.sender;

/** The server or the broker was not to be had for too long; the message says since when and why. */
class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenUp(String message) {
        super(message);
    }
}
