package org.signalbox.engine.gate;

import org.signalbox.client.Reason;

/** A signal that breaks its contract; the message is fit for the sender. */
public class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String told;

    public Malformed(Reason reason, String told) {
        super(told);
        this.reason = reason;
        this.told = told;
    }

    public Reason reason() {
        return reason;
    }

    public String told() {
        return told;
    }
}
