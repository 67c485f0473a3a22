package org.signalbox.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StrictJson;
import org.signalbox.workflow.TerminalFailure;

/**
 * One method of an activity interface with its options.
 *
 * @param type the name of the activity type
 * @param maxAttempts 0 for no limit
 * @param queue through which a system outside does the work
 * @param transactional whether an attempt and the recording of its result are one transaction
 * @param onlyCurrentAttemptCompletes whether the tokens of earlier attempts complete it no more
 */
public record ActivityMethod(
        String type,
        Method method,
        TimeLimits limits,
        int maxAttempts,
        Backoff backoff,
        List<Class<? extends Throwable>> notRetried,
        Optional<String> queue,
        boolean transactional,
        boolean onlyCurrentAttemptCompletes) {

    public ActivityMethod {
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("maxAttempts can't be " + maxAttempts + "; 0 means without limit");
        }
        if (queue.isPresent() && transactional) {
            throw new IllegalArgumentException("what is done through a queue can't be transactional");
        }
        notRetried = List.copyOf(notRetried);
    }

    public String name() {
        return method.getName();
    }

    /** Type and name, as the journal tells it. */
    public String fullName() {
        return type + "." + name();
    }

    /** The arguments of a call as one JSON array. */
    public static String encode(Object @Nullable [] arguments) {
        return Json.write(arguments == null ? new Object[0] : arguments);
    }

    /**
     * Calls the method on a bean of the application.
     *
     * @return the result as JSON; null as JSON for none
     * @throws Throwable whatever the bean throws; {@link BadPayload} if the stored arguments do not fit the method
     */
    public String call(Object bean, String arguments) throws Throwable {
        Object[] values = decode(arguments).toArray();
        try {
            Object result = method.invoke(bean, values);
            return result == null ? "null" : Json.write(result);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /**
     * The result of a call as the caller gets it.
     *
     * @param json what {@link #call} returned
     * @throws BadPayload if the stored result does not fit the method
     */
    public @Nullable Object result(String json) {
        return method.getReturnType() == void.class ? null : Json.readOrNull(json, method.getGenericReturnType());
    }

    /**
     * Checks a result from outside before it is stored.
     *
     * @throws org.signalbox.core.payload.BadPayload if it does not fit
     */
    public void check(String json) {
        if (method.getReturnType() == void.class) {
            StrictJson.readOrNull(json, JsonNode.class);
        } else {
            StrictJson.readOrNull(json, method.getGenericReturnType());
        }
    }

    private List<@Nullable Object> decode(String arguments) {
        JsonNode array = Json.tree(arguments);
        Type[] types = method.getGenericParameterTypes();
        if (!array.isArray() || array.size() != types.length) {
            throw new BadPayload(
                    type + "." + name() + " takes " + types.length + " argument(s), stored are " + array.size());
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            JsonNode value = array.get(i);
            values.add(value.isNull() ? null : Json.read(value.toString(), types[i]));
        }
        return values;
    }

    /** Whether another attempt follows after {@code attempts} attempts of which the last ended with this failure. */
    public boolean isRetried(Throwable failure, int attempts) {
        return hasAttemptsLeft(attempts)
                && !(failure instanceof TerminalFailure)
                && notRetried.stream().noneMatch(t -> t.isInstance(failure));
    }

    public boolean hasAttemptsLeft(int attempts) {
        return maxAttempts == 0 || attempts < maxAttempts;
    }
}
