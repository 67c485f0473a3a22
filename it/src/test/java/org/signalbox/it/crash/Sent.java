package org.signalbox.it.crash;

/**
 * A signal whose sending has been committed by the broker.
 *
 * @param signalId its sender, a dash, and a number that ascends per sender
 */
record Sent(String workflowId, String signalId) {

    Sent(String workflowId, String sender, long number) {
        this(workflowId, sender + "-" + number);
    }

    String sender() {
        return signalId.substring(0, signalId.lastIndexOf('-'));
    }

    long number() {
        return Long.parseLong(signalId.substring(signalId.lastIndexOf('-') + 1));
    }
}
