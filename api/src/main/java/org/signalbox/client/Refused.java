package org.signalbox.client;

/** A request that can't be taken as it is; only if the reason is {@code BUSY} does it help to repeat it unchanged, later. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public Refused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
