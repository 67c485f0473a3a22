package org.signalbox.core.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from outside, once, before it is stored. On top of what {@link Json} refuses: an object with the same property
 * twice, half a surrogate pair in a text, and a number that is outside the range of its {@code byte}, {@code float} or
 * {@code double}. What is stored already is read with {@link Json}, so that rows of former versions stay readable.
 */
public final class StrictJson {

    private static final ObjectMapper MAPPER = Json.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule()
                    .addDeserializer(Byte.class, new Bytes(Byte.class, null))
                    .addDeserializer(byte.class, new Bytes(byte.class, (byte) 0))
                    .addDeserializer(Float.class, new Floats(Float.class, null))
                    .addDeserializer(float.class, new Floats(float.class, 0f))
                    .addDeserializer(Double.class, new Doubles(Double.class, null))
                    .addDeserializer(double.class, new Doubles(double.class, 0d))
                    .addDeserializer(float[].class, new FloatArrays())
                    .addDeserializer(double[].class, new DoubleArrays())
                    .addDeserializer(OptionalDouble.class, new OptionalDoubles()))
            .build();

    private static final Map<Type, ObjectReader> READERS = new ConcurrentHashMap<>();

    private StrictJson() {}

    /** @throws BadPayload as {@link Json#read}, and for what else is refused here */
    public static Object read(String json, Type type) {
        return Json.notNull(readOrNull(json, type), type);
    }

    /** @throws BadPayload as {@link #read}, except for null */
    public static @Nullable Object readOrNull(String json, Type type) {
        return Json.readOrNull(json, type, t -> {
            refuseHalfPairs(json);
            return READERS.computeIfAbsent(t, StrictJson::reader);
        });
    }

    private static ObjectReader reader(Type type) {
        return MAPPER.readerFor(MAPPER.constructType(type));
    }

    /** As {@link #read}, for JSON of any shape. */
    public static JsonNode tree(String json) {
        return (JsonNode) read(json, JsonNode.class);
    }

    /** Databases store such a text as another one. Almost no payload has an escaped surrogate or half a pair, so few are parsed. */
    private static void refuseHalfPairs(String json) {
        if (!mayHaveHalfPairs(json)) {
            return;
        }
        try (JsonParser in = Json.parser(json)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if ((token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) && hasHalfPair(in.getText())) {
                    throw new BadPayload("The payload has a text with half a surrogate pair (line "
                            + in.currentTokenLocation().getLineNr() + ", column "
                            + in.currentTokenLocation().getColumnNr() + "). Send well-formed Unicode.");
                }
            }
        } catch (IOException e) {
            return; // no JSON, which its reader says with the type that is wanted
        }
    }

    private static boolean mayHaveHalfPairs(String json) {
        for (int i = json.indexOf("\\u"); i >= 0; i = json.indexOf("\\u", i + 2)) {
            if (json.regionMatches(true, i + 2, "d", 0, 1)) {
                return true;
            }
        }
        return hasHalfPair(json);
    }

    private static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Infinity that was not written as such. */
    private static void refuseOverflow(boolean infinite, Class<?> type, JsonParser in, DeserializationContext context)
            throws IOException {
        if (infinite && !in.getText().contains("Inf") && !in.getText().contains("INF")) {
            outOfRange(type, context);
        }
    }

    private static void outOfRange(Class<?> type, DeserializationContext context) throws IOException {
        context.reportInputMismatch(type, "Number is outside the range of %s", type.getSimpleName());
    }

    /** Jackson takes 128 to 255, too, and makes negative numbers of them. */
    private static final class Bytes extends NumberDeserializers.ByteDeserializer {

        private static final long serialVersionUID = 1L;

        Bytes(Class<Byte> type, @Nullable Byte ofNull) {
            super(type, ofNull);
        }

        @Override
        public Byte deserialize(JsonParser in, DeserializationContext context) throws IOException {
            String text = in.getText();
            Byte value = super.deserialize(in, context);
            if (value != null && value < 0 && !text.strip().startsWith("-")) {
                outOfRange(byte.class, context);
            }
            return value;
        }
    }

    private static final class Floats extends NumberDeserializers.FloatDeserializer {

        private static final long serialVersionUID = 1L;

        Floats(Class<Float> type, @Nullable Float ofNull) {
            super(type, ofNull);
        }

        @Override
        public Float deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Float value = super.deserialize(in, context);
            refuseOverflow(value != null && value.isInfinite(), float.class, in, context);
            return value;
        }
    }

    private static final class Doubles extends NumberDeserializers.DoubleDeserializer {

        private static final long serialVersionUID = 1L;

        Doubles(Class<Double> type, @Nullable Double ofNull) {
            super(type, ofNull);
        }

        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Double value = super.deserialize(in, context);
            refuseOverflow(value != null && value.isInfinite(), double.class, in, context);
            return value;
        }
    }

    /** Each value as the readers of single ones read it. */
    private static final class FloatArrays extends StdDeserializer<float[]> {

        private static final long serialVersionUID = 1L;

        FloatArrays() {
            super(float[].class);
        }

        @Override
        public float[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Float[] values = context.readValue(in, Float[].class);
            float[] plain = new float[values.length];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = present(values[i], context);
            }
            return plain;
        }
    }

    private static final class DoubleArrays extends StdDeserializer<double[]> {

        private static final long serialVersionUID = 1L;

        DoubleArrays() {
            super(double[].class);
        }

        @Override
        public double[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Double[] values = context.readValue(in, Double[].class);
            double[] plain = new double[values.length];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = present(values[i], context);
            }
            return plain;
        }
    }

    private static <T> T present(@Nullable T element, DeserializationContext context) throws IOException {
        return element == null
                ? context.reportInputMismatch(Object.class, "An element is null, but a number is wanted")
                : element;
    }

    private static final class OptionalDoubles extends StdDeserializer<OptionalDouble> {

        private static final long serialVersionUID = 1L;

        OptionalDoubles() {
            super(OptionalDouble.class);
        }

        @Override
        public OptionalDouble deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return OptionalDouble.of(context.readValue(in, double.class));
        }

        @Override
        public OptionalDouble getNullValue(DeserializationContext context) {
            return OptionalDouble.empty();
        }
    }
}
