package org.signalbox.testkit;

/**
 * Thrown by a fake activity to play one that does not answer: the attempt runs until its start-to-close time is over,
 * and then counts as failed.
 */
public class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NoAnswer() {
        super("does not answer");
    }
}
