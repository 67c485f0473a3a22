package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.signalbox.core.machine.Settings;
import org.signalbox.core.machine.Sizes;

/** What an operator may set by system property; see docs/operating.md. */
@ApplicationScoped
public class EngineSettings {

    public Settings forMachine() {
        Settings standard = Settings.DEFAULT;
        return new Settings(
                new Sizes(
                        number("signalbox.payload.longest", standard.sizes().payload()),
                        number("signalbox.state.longest", standard.sizes().state()),
                        number("signalbox.result.longest", standard.sizes().result())),
                standard.retries(),
                number("signalbox.parked.attempts", standard.retryLimit()));
    }

    private static int number(String property, int standard) {
        Optional<String> set = Optional.ofNullable(System.getProperty(property));
        try {
            return set.map(String::strip).map(Integer::valueOf).orElse(standard);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "System property " + property + " must be a whole number, not '" + set.orElse("") + "'", e);
        }
    }
}
