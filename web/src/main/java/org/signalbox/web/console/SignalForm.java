package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.BadPayload;

/** The form that sends a signal; after a mistake it shows what was written, and what is wrong with it. */
@Named
@RequestScoped
public class SignalForm {

    @Inject
    private Catalog catalog;

    @Inject
    private InstancePage page;

    @Inject
    private Parameters parameters;

    private @Nullable String mistake;

    /** Empty if the workflow is not deployed. */
    public List<String> names() {
        return type().map(WorkflowType::signalNames).map(List::copyOf).orElse(List.of());
    }

    /** The signals by name, each with the type that it takes. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        names().forEach(name -> labels.put(label(name), name));
        return labels;
    }

    private String label(String name) {
        return type().flatMap(t -> t.signal(name))
                .flatMap(Handler::payloadType)
                .map(payload -> name + " — takes " + (payload instanceof Class<?> c ? c.getSimpleName() : payload))
                .orElse(name + " — takes nothing");
    }

    public String name() {
        return parameters.text("signal");
    }

    public String payload() {
        return parameters.text("payload");
    }

    /** Drawn when the form is shown first, so that a form that is sent twice has one effect. */
    public String signalId() {
        return parameters.ifGiven("signalId").orElseGet(() -> UUID.randomUUID().toString());
    }

    public Optional<String> mistake() {
        return Optional.ofNullable(mistake);
    }

    void reject(String newMistake) {
        mistake = newMistake;
    }

    /**
     * Finds what the gate would find, before anything is sent: a slip of the pen should be put right here rather than be
     * kept as undeliverable.
     */
    Optional<String> check() {
        if (type().isEmpty()) {
            return Optional.empty();
        }
        if (name().isEmpty()) {
            return Optional.of("Choose a signal.");
        }
        Optional<Handler> handler = type().flatMap(t -> t.signal(name()));
        if (handler.isEmpty()) {
            return Optional.of("The workflow has no signal '" + name() + "'; it takes " + names() + ".");
        }
        try {
            handler.get().check(parameters.ifGiven("payload"));
            return Optional.empty();
        } catch (BadPayload e) {
            return Optional.of(e.told());
        }
    }

    private Optional<WorkflowType> type() {
        return catalog.workflow(page.instance().type());
    }
}
