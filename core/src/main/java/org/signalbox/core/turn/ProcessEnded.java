package org.signalbox.core.turn;

/** The author's code is not called, because it has ended the server's process before. Only an operator tries it again. */
public class ProcessEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what the code, such as the event of an instance */
    public ProcessEnded(String what) {
        super("This code ended the server's process: " + what
                + ". It is not called again by itself. Repair the code, then retry.");
    }
}
