package org.signalbox.web.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses query parameters that a method does not have, or that come twice: a filter with a slip of the pen must not show
 * everything.
 */
@Provider
public class ParameterFilter implements ContainerRequestFilter {

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext call) {
        complaint(call.getUriInfo().getQueryParameters(), known(resource.getResourceMethod()))
                .ifPresent(detail -> {
                    throw Parameter.malformed(detail);
                });
    }

    static Optional<String> complaint(Map<String, List<String>> given, Collection<String> known) {
        return given.entrySet().stream()
                .filter(e -> !isKnown(e.getKey(), known) || e.getValue().size() > 1)
                .findFirst()
                .map(e -> isKnown(e.getKey(), known)
                        ? "Parameter '" + e.getKey() + "' is given "
                                + e.getValue().size() + " times; give it once."
                        : "There is no parameter '" + Parameter.shown(e.getKey()) + "'; this call has " + known + ".");
    }

    /** One that is declared with a name in braces has many names. */
    private static boolean isKnown(String name, Collection<String> known) {
        return known.contains(name)
                || known.stream()
                        .filter(k -> k.endsWith("{name}"))
                        .map(k -> k.substring(0, k.length() - "{name}".length()))
                        .anyMatch(prefix -> name.startsWith(prefix) && name.length() > prefix.length());
    }

    static Set<String> known(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(p -> p.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(p.getType().getDeclaredFields())
                        : Stream.<AnnotatedElement>of(p))
                .filter(p -> p.isAnnotationPresent(QueryParam.class))
                .map(p -> p.getAnnotation(QueryParam.class).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
