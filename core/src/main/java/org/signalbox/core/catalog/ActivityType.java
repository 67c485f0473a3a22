package org.signalbox.core.catalog;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.signalbox.activity.Activity;

/** An activity interface: its name, its methods by name, and how many of them may begin. */
public record ActivityType(String name, Class<?> code, Map<String, ActivityMethod> methods, StartLimits limits) {

    public ActivityType {
        methods = Map.copyOf(methods);
    }

    public Optional<ActivityMethod> method(String method) {
        return Optional.ofNullable(methods.get(method));
    }

    static ActivityType read(Class<?> code, Consumer<String> problems) {
        Activity onType = code.getAnnotation(Activity.class);
        if (onType == null) {
            throw new IllegalArgumentException(code.getName() + " has no @Activity");
        }
        String name = onType.name().isEmpty() ? code.getSimpleName() : onType.name();
        Map<String, ActivityMethod> methods = new LinkedHashMap<>();
        if (!code.isInterface()) {
            problems.accept("activity " + code.getName() + " must be an interface");
        }
        for (Method method : code.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.isBridge()) {
                continue;
            }
            Activity options =
                    Optional.ofNullable(method.getAnnotation(Activity.class)).orElse(onType);
            try {
                if (options != onType && (options.concurrency() != 0 || options.startsPerSecond() != 0)) {
                    throw new IllegalArgumentException(
                            "concurrency and startsPerSecond hold for all methods; give them on the interface");
                }
                if (methods.put(method.getName(), of(name, method, options)) != null) {
                    problems.accept("activity " + code.getName() + ": more than one method is called '"
                            + method.getName() + "'; activities are found by name");
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                problems.accept("activity " + code.getName() + "." + method.getName() + ": " + e.getMessage());
            }
        }
        return new ActivityType(name, code, methods, limits(onType, code, problems));
    }

    private static StartLimits limits(Activity options, Class<?> code, Consumer<String> problems) {
        try {
            return new StartLimits(options.concurrency(), options.startsPerSecond());
        } catch (IllegalArgumentException e) {
            problems.accept("activity " + code.getName() + ": " + e.getMessage());
            return StartLimits.NONE;
        }
    }

    private static ActivityMethod of(String type, Method method, Activity options) {
        method.setAccessible(true);
        return new ActivityMethod(
                type,
                method,
                TimeLimits.of(options),
                options.maxAttempts(),
                new Backoff(
                        Duration.parse(options.firstBackoff()),
                        options.backoffFactor(),
                        Duration.parse(options.longestBackoff())),
                List.of(options.notRetried()),
                Optional.of(options.queue()).filter(queue -> !queue.isEmpty()),
                options.transactional(),
                options.onlyCurrentAttemptCompletes());
    }
}
