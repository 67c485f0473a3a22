package org.signalbox.core.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.signalbox.workflow.SignalChannel;

/**
 * Writes the durable fields of a workflow object as one JSON object and puts them back.
 *
 * <p>Durable is every field of the class and its superclasses that is not static, not transient and not injected
 * (annotated with anything from {@code jakarta.inject}, {@code jakarta.ejb}, {@code jakarta.persistence} or
 * {@code jakarta.annotation}). A field without a value in the JSON keeps what the constructor gave it, so fields can
 * be added to a class with open instances; a value without a field is dropped at the next write. A {@link SignalChannel}
 * stays the same object, and its field may be final.
 */
public final class StateCodec {

    private static final List<String> INJECTING =
            List.of("jakarta.inject.", "jakarta.ejb.", "jakarta.persistence.", "jakarta.annotation.");

    /**
     * @param channel whether it is a {@link SignalChannel}, written as the list of its values and filled in place
     * @param unchangeable whether no code can change its value, or a channel's values
     */
    private record DurableField(
            String name,
            Field field,
            ObjectReader reader,
            ObjectWriter writer,
            boolean channel,
            boolean unchangeable) {}

    /** How the value of a field is got from JSON. */
    private interface Reading {
        @Nullable
        Object of(DurableField field) throws IOException;
    }

    private final List<DurableField> fields;
    private final Map<String, DurableField> byName;

    public StateCodec(Class<?> workflow) {
        this.fields = durableFields(workflow);
        this.byName = fields.stream().collect(Collectors.toMap(DurableField::name, f -> f, (f, hidden) -> f));
    }

    public String write(Object workflow) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = Json.generator(text)) {
            out.writeStartObject();
            for (DurableField f : fields) {
                out.writeFieldName(f.name);
                writeValue(f, valueOf(f.field, workflow), out);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The fields of " + workflow.getClass().getName() + " can't be written as JSON: " + e.getMessage(),
                    e);
        }
        return text.toString();
    }

    /** Null is written, too: a field set to null must not come back as the constructor made it. */
    private static void writeValue(DurableField f, @Nullable Object value, JsonGenerator out) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            f.writer.writeValue(out, f.channel ? ((SignalChannel<?>) value).waiting() : value);
        }
    }

    /** @throws BadPayload naming the field, if a value does not fit it */
    public void read(String state, Object workflow) {
        ObjectNode values = FieldValues.of(state).values();
        read(values, f -> f.reader.readValue(values.get(f.name)), workflow, (old, read) -> read);
    }

    /**
     * As {@link #read}, for an object that is in use: a list, set, queue or map that can be changed stays the same object
     * with other content, so that {@code list.add(wf.activity(…).call())} adds to the list the field has then. So do those
     * that are the values of such a map.
     */
    public void update(FieldValues values, Object workflow) {
        ObjectNode json = values.values();
        Reading again = f -> f.unchangeable ? values.shared(f.name, f.reader) : f.reader.readValue(json.get(f.name));
        read(json, again, workflow, StateCodec::refilled);
    }

    private void read(ObjectNode values, Reading reading, Object workflow, BinaryOperator<@Nullable Object> merge) {
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            DurableField f = byName.get(value.getKey());
            if (f != null) {
                restore(f, reading, workflow, merge);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object refilled(@Nullable Object old, @Nullable Object read) {
        try {
            if (old instanceof Collection<?> collection && read instanceof Collection<?> values) {
                collection.clear();
                ((Collection<Object>) collection).addAll(values);
                return collection;
            } else if (old instanceof Map<?, ?> map && read instanceof Map<?, ?> values) {
                ((Map<Object, Object>) values).replaceAll((key, value) -> refilled(map.get(key), value));
                map.clear();
                ((Map<Object, Object>) map).putAll(values);
                return map;
            }
        } catch (UnsupportedOperationException e) {
            // one that can't be changed has no use as an alias
        }
        return read;
    }

    /** The names of the durable fields, superclass first. */
    public List<String> fieldNames() {
        return fields.stream().map(DurableField::name).toList();
    }

    /**
     * What has to be put into an object with one state to give it the other.
     *
     * @return the values of the fields that differ; empty if none does
     */
    public Optional<FieldValues> difference(String from, String to) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        ObjectNode before = (ObjectNode) Json.tree(from);
        ObjectNode after = (ObjectNode) Json.tree(to);
        ObjectNode changed = after.objectNode();
        for (DurableField f : fields) {
            JsonNode value = after.get(f.name);
            if (value != null && !value.equals(before.get(f.name))) {
                changed.set(f.name, value);
            }
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of(FieldValues.of(changed));
    }

    private static void restore(
            DurableField f, Reading reading, Object workflow, BinaryOperator<@Nullable Object> merge) {
        try {
            Object read = reading.of(f);
            if (f.channel && read instanceof List<?> waiting) {
                refill(channel(f.field, workflow), waiting);
            } else {
                f.field.set(workflow, merge.apply(valueOf(f.field, workflow), read));
            }
        } catch (JsonProcessingException e) {
            throw new BadPayload("The stored value of field '" + f.name + "' does not fit "
                    + f.field.getGenericType().getTypeName() + ": " + Json.explain(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static void refill(SignalChannel<?> channel, List<?> values) {
        while (channel.poll().isPresent()) {
            // until it is empty
        }
        values.forEach(((SignalChannel<Object>) channel)::send);
    }

    /**
     * The channel in a field.
     *
     * @throws IllegalStateException telling what to write, if the author has not made one
     */
    public static SignalChannel<?> channel(Field field, Object workflow) {
        Object channel = valueOf(field, workflow);
        if (channel == null) {
            throw new IllegalStateException("Field '" + field.getName() + "' has no channel; write '" + field.getName()
                    + " = new SignalChannel<>()' where it is declared.");
        }
        return (SignalChannel<?>) channel;
    }

    private static @Nullable Object valueOf(Field field, Object workflow) {
        try {
            return field.get(workflow);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<DurableField> durableFields(Class<?> workflow) {
        List<Class<?>> lineage = new ArrayList<>();
        for (Class<?> c = workflow; c != null && c != Object.class; c = c.getSuperclass()) {
            lineage.add(0, c);
        }
        return lineage.stream()
                .flatMap(c -> Arrays.stream(c.getDeclaredFields()))
                .filter(StateCodec::isDurable)
                .map(f -> open(f, workflow))
                .toList();
    }

    private static boolean isDurable(Field field) {
        boolean injected = Arrays.stream(field.getAnnotations())
                .map(a -> a.annotationType().getName())
                .anyMatch(name -> INJECTING.stream().anyMatch(name::startsWith));
        int modifiers = field.getModifiers();
        return !injected && !field.isSynthetic() && !Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers);
    }

    private static DurableField open(Field field, Class<?> workflow) {
        field.setAccessible(true);
        boolean channel = field.getType() == SignalChannel.class;
        Type value = channel
                ? Json.argumentOf(field, SignalChannel.class, workflow)
                : Json.resolve(field.getGenericType(), field.getDeclaringClass(), workflow);
        Type stored = channel ? Json.listOf(value) : value;
        return new DurableField(
                field.getName(),
                field,
                Json.reader(stored),
                Json.writer(stored),
                channel,
                Unchangeable.is(Json.typeOf(value)));
    }

    /** The names of durable fields that exist in a class and its superclass, which can't both be restored. */
    public static List<String> ambiguousFields(Class<?> workflow) {
        Set<String> seen = new HashSet<>();
        return durableFields(workflow).stream()
                .map(DurableField::name)
                .filter(name -> !seen.add(name))
                .toList();
    }
}
