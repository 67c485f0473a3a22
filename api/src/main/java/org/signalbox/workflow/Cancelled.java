package org.signalbox.workflow;

/**
 * Thrown once, where the {@link Run} method waits, when someone has asked to cancel the run. What cleans up may catch it,
 * and may wait; if it comes out of the method, the run ends as cancelled. A run without a main line that waits is
 * cancelled at once.
 */
public class Cancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Cancelled() {
        super("The run was cancelled.");
    }
}
