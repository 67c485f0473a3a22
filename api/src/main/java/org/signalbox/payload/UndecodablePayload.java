package org.signalbox.payload;

/** A payload that can't be decoded; the message tells why and what to do, and nothing of the payload. */
public class UndecodablePayload extends Exception {

    private static final long serialVersionUID = 1L;

    private final String told;
    private final boolean tooLarge;

    private UndecodablePayload(String told, boolean tooLarge) {
        super(told);
        this.told = told;
        this.tooLarge = tooLarge;
    }

    public UndecodablePayload(String told) {
        this(told, false);
    }

    /** One that would become longer than is allowed. */
    public static UndecodablePayload tooLarge(int longest) {
        return new UndecodablePayload("decoded it would have more than the allowed " + longest + " bytes", true);
    }

    /** The message. */
    public String told() {
        return told;
    }

    public boolean isTooLarge() {
        return tooLarge;
    }
}
