package org.signalbox.core.catalog;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StrictJson;
import org.signalbox.workflow.WorkflowContext;

/** An annotated method of a workflow: what it takes and how to call it. Immutable and safe for any thread. */
public final class Handler {

    private enum Argument {
        PAYLOAD,
        CONTEXT
    }

    private final String name;
    private final Method method;
    private final MethodHandle call;
    private final List<Argument> arguments;
    private final Optional<Type> payload;

    private Handler(String name, Method method, MethodHandle call, List<Argument> arguments, Optional<Type> payload) {
        this.name = name;
        this.method = method;
        this.call = call;
        this.arguments = arguments;
        this.payload = payload;
    }

    static Handler of(String name, Method method, Class<?> workflow) {
        List<Argument> arguments = new ArrayList<>();
        Optional<Type> payload = Optional.empty();
        for (Parameter p : method.getParameters()) {
            if (p.getType() == WorkflowContext.class) {
                arguments.add(Argument.CONTEXT);
            } else {
                arguments.add(Argument.PAYLOAD);
                payload = Optional.of(Json.resolve(p.getParameterizedType(), method.getDeclaringClass(), workflow));
            }
        }
        try {
            method.setAccessible(true);
            MethodHandle call = MethodHandles.lookup()
                    .unreflect(method)
                    .asFixedArity()
                    .asSpreader(Object[].class, arguments.size());
            return new Handler(name, method, call, List.copyOf(arguments), payload);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public String name() {
        return name;
    }

    /** The type of its payload parameter; empty if it takes none. */
    public Optional<Type> payloadType() {
        return payload;
    }

    /** Reads the payload of a parameter or channel of that type. */
    static Object decode(String signal, Type type, Optional<String> json) {
        return Json.read(json.orElseThrow(() -> missing(signal, type)), type);
    }

    public String describe() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    /**
     * Reads the payload this handler takes; one that it does not take must at least be JSON.
     *
     * @throws BadPayload if the handler wants one that is missing or does not fit
     */
    public Optional<Object> decode(Optional<String> json) {
        if (payload.isEmpty()) {
            json.ifPresent(Json::tree);
        }
        return payload.map(type -> decode(name, type, json));
    }

    /**
     * Checks JSON from outside before it is stored: as {@link #decode}, but strictly.
     *
     * @throws BadPayload if the handler wants one that is missing or does not fit
     */
    public void check(Optional<String> json) {
        payload.ifPresentOrElse(type -> check(name, type, json), () -> json.ifPresent(StrictJson::tree));
    }

    static void check(String signal, Type type, Optional<String> json) {
        StrictJson.read(json.orElseThrow(() -> missing(signal, type)), type);
    }

    private static BadPayload missing(String signal, Type type) {
        return new BadPayload("'" + signal + "' wants a payload of type "
                + (type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName()) + ", but there is none.");
    }

    /**
     * Calls the method on the calling thread; whatever it throws comes out as it is.
     *
     * @param context empty for a query, which can't take one
     */
    public @Nullable Object call(Object workflow, Optional<Object> decoded, Optional<WorkflowContext> context)
            throws Throwable {
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i) == Argument.CONTEXT ? context.orElseThrow() : decoded.orElseThrow();
        }
        return call.invoke(workflow, values);
    }
}
