package org.signalbox.broker;

/** What an engine in the same process tells the broker of senders. */
public interface SenderLimitsMBean {

    /** The name among the management beans. */
    String NAME = "org.signalbox:type=SenderLimits";

    /**
     * Refuses signals of a user for that time.
     *
     * @param seconds 0 ends it
     */
    void refuse(String user, long seconds);
}
