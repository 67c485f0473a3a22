package org.signalbox.core.payload;

/** JSON that is not what its receiver takes; the message says where and why, and is fit for the sender. */
public class BadPayload extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String told;

    public BadPayload(String told) {
        super(told);
        this.told = told;
    }

    /** The message. */
    public String told() {
        return told;
    }
}
