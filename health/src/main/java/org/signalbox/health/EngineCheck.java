package org.signalbox.health;

import java.util.function.Function;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** A check that asks the engine for one component. */
abstract class EngineCheck implements HealthCheck {

    private static final ComponentHealth NO_ENGINE = ComponentHealth.failing("the Signalbox engine does not run");

    private final String name;
    private final Function<EngineHealth, ComponentHealth> component;

    EngineCheck(String name, Function<EngineHealth, ComponentHealth> component) {
        this.name = name;
        this.component = component;
    }

    @Override
    public HealthCheckResponse call() {
        ComponentHealth health = HealthRegistry.engine().map(component).orElse(NO_ENGINE);
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(health.up());
        health.data().forEach(response::withData);
        return response.build();
    }
}
