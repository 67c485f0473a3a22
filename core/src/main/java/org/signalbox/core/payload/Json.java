package org.signalbox.core.payload;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way of the project to write and read JSON.
 *
 * <p>Properties that the receiver does not know are ignored, so that sender and workflow may be changed one after the
 * other; a missing number is an error rather than a silent zero, and so are a fraction for a whole number and an enum's
 * position for its name. Times are ISO-8601 text, with their zone. Written are fields of any visibility and what getters
 * add, so that no class without getters loses its content on the way.
 */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .withCoercionConfigDefaults(c -> c.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
            .build();

    private static final ObjectReader TREES = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** There are as many as types in the signatures of deployed classes. */
    private static final Map<Type, ObjectReader> READERS = new ConcurrentHashMap<>();

    private Json() {}

    /** @throws IllegalArgumentException if the value can't be written */
    public static String write(Object value) {
        try {
            return StorableText.escaped(MAPPER.writeValueAsString(value));
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
        return notNull(readOrNull(json, type), type);
    }

    static Object notNull(@Nullable Object value, Type type) {
        if (value == null) {
            throw new BadPayload("The payload is null, but " + simpleName(type) + " is wanted.");
        }
        return value;
    }

    /**
     * Reads a value that may be null.
     *
     * <p>Whatever goes wrong while a payload is read is the payload's fault, also where Jackson or the class of the payload
     * throws what it should not: a failure that is nobody's would stop the intake for all.
     *
     * @throws BadPayload as {@link #read}, except for null
     */
    public static @Nullable Object readOrNull(String json, Type type) {
        return readOrNull(json, type, t -> READERS.computeIfAbsent(t, Json::reader));
    }

    static @Nullable Object readOrNull(String json, Type type, Function<Type, ObjectReader> readers) {
        Undecodable.refuse(json);
        try {
            return readers.apply(type).readValue(json);
        } catch (BadPayload e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new BadPayload("The payload is no " + simpleName(type) + ": " + explain(e));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new BadPayload("The payload is no " + simpleName(type) + ": " + firstLine(textOf(e)));
        }
    }

    /** As this one reads and writes, to be changed. */
    static JsonMapper.Builder builder() {
        return MAPPER.rebuild();
    }

    /** A member's type as it is in a class that fills in the type parameters of its superclass. */
    public static Type resolve(Type member, Class<?> declaring, Class<?> within) {
        if (declaring.getTypeParameters().length == 0) {
            return member;
        }
        TypeFactory types = MAPPER.getTypeFactory();
        return types.resolveMemberType(
                member, types.constructType(within).findSuperType(declaring).getBindings());
    }

    /** As {@link #resolve(Type, Class, Class)}, for a member of a type whose parameters are known. */
    static JavaType resolve(Type member, JavaType within) {
        return MAPPER.getTypeFactory().resolveMemberType(member, within.getBindings());
    }

    /** As {@link #read}, for JSON of any shape. */
    public static JsonNode tree(String json) {
        return (JsonNode) read(json, JsonNode.class);
    }

    /** The value at which the parser stands; it then stands at its end. */
    static JsonNode treeAt(JsonParser parser) throws IOException {
        return TREES.readTree(parser);
    }

    /** For a stream of JSON that is written by hand. */
    public static JsonGenerator generator(Writer out) throws IOException {
        return MAPPER.getFactory().createGenerator(out);
    }

    /** For a stream of JSON that is read by hand. */
    public static JsonParser parser(String json) throws IOException {
        Undecodable.refuse(json);
        return MAPPER.getFactory().createParser(json);
    }

    /** The text of the value at which the parser stands, as it was written; the parser then stands at its end. */
    public static String rawValue(String source, JsonParser parser) throws IOException {
        int begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return source.substring(begin, (int) parser.currentLocation().getCharOffset());
    }

    /** The type argument of a field's type as it is in that class; {@code Object} if it has none. */
    public static Type argumentOf(Field field, Class<?> generic, Class<?> within) {
        Type type = resolve(field.getGenericType(), field.getDeclaringClass(), within);
        JavaType[] arguments = MAPPER.constructType(type).findTypeParameters(generic);
        return arguments.length == 0 ? Object.class : arguments[0];
    }

    static JavaType typeOf(Type type) {
        return MAPPER.constructType(type);
    }

    static Type listOf(Type element) {
        return MAPPER.getTypeFactory().constructCollectionType(List.class, MAPPER.constructType(element));
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

    /** The exceptions of a payload's class may fail in telling what they are. */
    private static String textOf(Throwable e) {
        try {
            return String.valueOf(e.toString());
        } catch (RuntimeException | LinkageError | StackOverflowError failing) {
            return e.getClass().getName();
        }
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("not readable");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }

    private static String simpleName(Type type) {
        if (type instanceof JavaType resolved) {
            return resolved.getRawClass().getSimpleName();
        }
        return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
    }
}
