package org.signalbox.client;

/** A request that can't be taken as it is; repeating it unchanged does not help. */
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
