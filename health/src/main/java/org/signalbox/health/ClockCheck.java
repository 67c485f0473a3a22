package org.signalbox.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;

/** The check {@code signalbox-clock}. */
@Readiness
@ApplicationScoped
public class ClockCheck extends EngineCheck {

    public ClockCheck() {
        super("signalbox-clock", EngineHealth::clock);
    }
}
