package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;

/**
 * A deployed workflow.
 *
 * @param input the name of the type that its start takes; absent if it takes none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record WorkflowView(
        String type, Optional<String> input, List<Call> signals, List<Call> queries, List<Call> updates) {

    /** A signal, query or update, and the name of the type that it takes. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Call(String name, Optional<String> payload) {}

    static WorkflowView of(WorkflowType type) {
        return new WorkflowView(
                type.name(),
                type.start().flatMap(WorkflowView::payload),
                calls(type.signalNames(), type::signal),
                calls(type.queryNames(), type::query),
                calls(type.updateNames(), type::update));
    }

    private static List<Call> calls(Collection<String> names, Function<String, Optional<Handler>> handlers) {
        return names.stream()
                .map(name -> new Call(name, handlers.apply(name).flatMap(WorkflowView::payload)))
                .toList();
    }

    private static Optional<String> payload(Handler handler) {
        return handler.payloadType().map(WorkflowView::name);
    }

    private static String name(Type type) {
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    }
}
