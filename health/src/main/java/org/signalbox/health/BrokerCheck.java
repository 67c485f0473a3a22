package org.signalbox.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.Readiness;

/** The check {@code signalbox-broker}. */
@Readiness
@ApplicationScoped
public class BrokerCheck extends EngineCheck {

    public BrokerCheck() {
        super("signalbox-broker", EngineHealth::broker);
    }
}
