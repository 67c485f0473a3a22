package org.signalbox.web.security;

/** The roles a user may have, as the server's security domain names them. A user may have several. */
public final class Role {

    /** Sees everything, changes nothing. */
    public static final String VIEWER = "viewer";

    /** Sees everything; starts, signals, retries, and settles what is undeliverable. */
    public static final String OPERATOR = "operator";

    /** May do everything. */
    public static final String ADMIN = "admin";

    /** A system that starts and signals; it sees nothing but receipts. */
    public static final String SENDER = "sender";

    /** A system that does the work of activities; it ends them by their tokens. */
    public static final String WORKER = "worker";

    private Role() {}
}
