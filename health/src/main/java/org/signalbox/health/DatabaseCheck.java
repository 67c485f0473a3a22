package org.signalbox.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;

/** The check {@code signalbox-database}. */
@Readiness
@ApplicationScoped
public class DatabaseCheck extends EngineCheck {

    public DatabaseCheck() {
        super("signalbox-database", EngineHealth::database);
    }
}
