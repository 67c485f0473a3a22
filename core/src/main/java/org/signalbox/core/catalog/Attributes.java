package org.signalbox.core.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.signalbox.client.InstanceSearch;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StateCodec;
import org.signalbox.workflow.SearchAttribute;

/** The search attributes of a workflow. Immutable and safe for any thread. */
public final class Attributes {

    /** Of a workflow that has none. */
    public static final Attributes NONE = new Attributes(Map.of());

    private record Source(String field, AttributeKind kind) {}

    private final Map<String, Source> sources;

    private Attributes(Map<String, Source> sources) {
        this.sources = Map.copyOf(sources);
    }

    static Attributes read(Class<?> code, Consumer<String> problems) {
        Map<String, Source> sources = new LinkedHashMap<>();
        Set<String> durable = Set.copyOf(new TreeSet<>(new StateCodec(code).fieldNames()));
        for (Class<?> c = code; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                SearchAttribute annotation = field.getAnnotation(SearchAttribute.class);
                if (annotation == null) {
                    continue;
                }
                String name = annotation.value().isEmpty() ? field.getName() : annotation.value();
                Optional<AttributeKind> kind =
                        kindOf(Json.resolve(field.getGenericType(), field.getDeclaringClass(), code));
                if (!durable.contains(field.getName())) {
                    problems.accept("@SearchAttribute " + field.getName()
                            + " must not be static, transient or injected: what is searched is what is stored");
                } else if (kind.isEmpty()) {
                    problems.accept(
                            "@SearchAttribute " + field.getName() + " is a "
                                    + field.getGenericType().getTypeName()
                                    + "; it must be a text, enum, boolean, number, date or time, or an Optional or collection of such");
                } else if (!name.matches("[\\p{L}_][\\p{L}\\p{N}_-]{0,99}")) {
                    problems.accept("@SearchAttribute " + field.getName()
                            + " needs a name of 1 to 100 letters, digits, - and _, beginning with a letter");
                } else if (sources.put(name, new Source(field.getName(), kind.get())) != null) {
                    problems.accept("more than one @SearchAttribute is called '" + name + "'");
                }
            }
        }
        return new Attributes(sources);
    }

    private static Optional<AttributeKind> kindOf(Type type) {
        if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && (raw == Optional.class || Collection.class.isAssignableFrom(raw))
                && generic.getActualTypeArguments().length == 1) {
            return AttributeKind.of(generic.getActualTypeArguments()[0]);
        }
        return AttributeKind.of(type);
    }

    public boolean isEmpty() {
        return sources.isEmpty();
    }

    public Set<String> names() {
        return new TreeSet<>(sources.keySet());
    }

    /**
     * The values in a stored state.
     *
     * @throws BadPayload if one of them can't be searched
     */
    public List<Attribute> of(String state) {
        JsonNode fields = Json.tree(state);
        Set<Attribute> values = new java.util.LinkedHashSet<>();
        for (String name : names()) {
            Source source = sourceOf(name);
            JsonNode value = fields.path(source.field);
            if (value.isArray()) {
                value.forEach(element -> add(name, source, element, values));
            } else {
                add(name, source, value, values);
            }
        }
        return new ArrayList<>(values);
    }

    private static void add(String name, Source source, JsonNode value, Set<Attribute> values) {
        if (!value.isMissingNode() && !value.isNull()) {
            values.add(source.kind.value(name, value.asText()));
        }
    }

    /**
     * What a search asks for.
     *
     * @param value as text
     * @throws BadPayload if there is no such attribute, or the value does not fit it
     */
    public AttributeCondition condition(String name, InstanceSearch.Comparison comparison, String value) {
        return new AttributeCondition(sourceOf(name).kind.value(name, value), comparison);
    }

    private Source sourceOf(String name) {
        return Optional.ofNullable(sources.get(name))
                .orElseThrow(() ->
                        new BadPayload("There is no search attribute '" + name + "'; there are " + names() + "."));
    }
}
