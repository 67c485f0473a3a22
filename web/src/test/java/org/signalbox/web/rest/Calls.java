package org.signalbox.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds what can be called, among the compiled classes: a resource that a list forgets would go unchecked. */
final class Calls {

    private Calls() {}

    /** A resource method and where it is. */
    record Call(String verb, String path, Method method) {

        Set<String> roles() {
            RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
            return roles == null ? Set.of() : new TreeSet<>(List.of(roles.value()));
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    static List<Call> all() {
        return classes()
                .filter(c -> c.isAnnotationPresent(Path.class))
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()).flatMap(m -> call(c, m)))
                .toList();
    }

    private static Stream<Call> call(Class<?> resource, Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(verb -> new Call(verb.value().toLowerCase(Locale.ROOT), path(resource, method), method));
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String root = resource.getAnnotation(Path.class).value();
        return Stream.of(root, own == null ? "" : own.value())
                .filter(part -> !part.isEmpty())
                .reduce("", (path, part) -> path + "/" + part);
    }

    private static Stream<Class<?>> classes() {
        String home = Api.class.getPackageName();
        try (Stream<java.nio.file.Path> files =
                Files.list(java.nio.file.Path.of(Objects.requireNonNull(Api.class.getResource("Api.class"))
                                .toURI())
                        .resolveSibling(""))) {
            return files
                    .map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .<Class<?>>map(name -> load(home + "." + name.replace(".class", "")))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Calls.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
