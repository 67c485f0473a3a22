package org.signalbox.core.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Type;

/**
 * The one way of the project to write and read JSON.
 *
 * <p>Properties that the receiver does not know are ignored, so that sender and workflow may be changed one after the
 * other; a missing number is an error rather than a silent zero. Times are ISO-8601 text.
 */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private Json() {}

    /** @throws IllegalArgumentException if the value can't be written */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass().getName() + " can't be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a value that must be there.
     *
     * @throws BadPayload if the text is no JSON, has more than one value, is null, or does not fit the type
     */
    public static Object read(String json, Type type) {
        try {
            Object value = reader(type).readValue(json);
            if (value == null) {
                throw new BadPayload("The payload is null, but " + simpleName(type) + " is wanted.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new BadPayload("The payload is no " + simpleName(type) + ": " + explain(e));
        }
    }

    /** As {@link #read}, for JSON of any shape. */
    public static JsonNode tree(String json) {
        return (JsonNode) read(json, JsonNode.class);
    }

    static JsonGenerator generator(Writer out) throws IOException {
        return MAPPER.getFactory().createGenerator(out);
    }

    static ObjectReader reader(Type type) {
        return MAPPER.readerFor(MAPPER.constructType(type));
    }

    static ObjectWriter writer(Type type) {
        return MAPPER.writerFor(MAPPER.constructType(type));
    }

    /** What is wrong and where, without the source text, which may be secret or hostile. */
    static String explain(JsonProcessingException e) {
        StringBuilder told = new StringBuilder(firstLine(e.getOriginalMessage()));
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            told.append(" at ").append(mapping.getPathReference().replaceAll("[\\w.$]+\\[", "["));
        }
        if (e.getLocation() != null) {
            told.append(" (line ").append(e.getLocation().getLineNr());
            told.append(", column ").append(e.getLocation().getColumnNr()).append(')');
        }
        return told.toString();
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("not readable");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private static String simpleName(Type type) {
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    }
}
