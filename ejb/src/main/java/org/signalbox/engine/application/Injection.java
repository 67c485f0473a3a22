package org.signalbox.engine.application;

import java.util.Arrays;

/** What of a class the container fills besides {@code @Inject} fields. */
final class Injection {

    private Injection() {}

    static boolean hasContainerFields(Class<?> workflow) {
        for (Class<?> c = workflow; c != null; c = c.getSuperclass()) {
            boolean found = Arrays.stream(c.getDeclaredFields())
                    .flatMap(f -> Arrays.stream(f.getAnnotations()))
                    .anyMatch(a -> a.annotationType().getName().startsWith("jakarta."));
            if (found) {
                return true;
            }
        }
        return false;
    }
}
