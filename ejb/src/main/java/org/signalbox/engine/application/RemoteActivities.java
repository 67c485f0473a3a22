package org.signalbox.engine.application;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.signalbox.activity.Activity;

/** Finds the interfaces of activities that a system outside carries out: they have no bean by which they could be found. */
public class RemoteActivities implements Extension {

    private final Set<Class<?>> found = new LinkedHashSet<>();

    void see(@Observes @WithAnnotations(Activity.class) ProcessAnnotatedType<?> type) {
        Class<?> code = type.getAnnotatedType().getJavaClass();
        if (code.isInterface() && code.isAnnotationPresent(Activity.class) && isRemote(code)) {
            found.add(code);
        }
    }

    private static boolean isRemote(Class<?> code) {
        Activity onType = code.getAnnotation(Activity.class);
        return Arrays.stream(code.getMethods())
                .map(method -> Optional.ofNullable(method.getAnnotation(Activity.class))
                        .orElse(onType))
                .noneMatch(options -> options.queue().isEmpty());
    }

    Set<Class<?>> found() {
        return Set.copyOf(found);
    }
}
