package org.signalbox.server;

import java.util.List;
import java.util.Locale;

/** The users that a new server has; each is named as its highest role. */
public enum User {
    /** May do everything. */
    ADMIN("admin", "operator", "viewer"),
    /** Sees instances and repairs them. */
    OPERATOR("operator", "viewer"),
    /** Sees instances. */
    VIEWER("viewer"),
    /** Sends signals, over JMS or REST; sees nothing but its receipts. */
    SENDER("sender"),
    /** Does the work of activities outside of the server: takes requests and sends results, over JMS or REST; sees nothing else. */
    WORKER("worker");

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> roles;

    User(String... roles) {
        this.roles = List.of(roles);
    }

    /** The name to log in with. */
    public String login() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The roles as the application and the broker know them. */
    public List<String> roles() {
        return roles;
    }
}
