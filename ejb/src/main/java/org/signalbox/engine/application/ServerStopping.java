package org.signalbox.engine.application;

import org.signalbox.client.Unavailable;

/** The server is being suspended or stopped: the work is done later, or by another server. */
public class ServerStopping extends Unavailable {

    private static final long serialVersionUID = 1L;

    public ServerStopping(Throwable cause) {
        super("The server is being stopped", cause);
    }
}
