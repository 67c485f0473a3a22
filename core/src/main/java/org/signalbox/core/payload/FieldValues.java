package org.signalbox.core.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Values of some durable fields. Kept as what JSON was read to, since a line that is executed again takes the same values
 * again and again.
 */
public final class FieldValues {

    private final ObjectNode values;
    private final int length;

    /** What has been read of them. Two threads may overwrite each other's: then it is read once more. */
    private @Nullable Known known;

    private record Known(
            ObjectReader reader, Object value, @Nullable Known others) {}

    private FieldValues(ObjectNode values, int length) {
        this.values = values;
        this.length = length;
    }

    /** @throws BadPayload if the text is no JSON object */
    public static FieldValues of(String json) {
        if (Json.tree(json) instanceof ObjectNode object) {
            return new FieldValues(object, json.length());
        }
        throw new BadPayload("The values of fields are no JSON object.");
    }

    /** Those at which the parser stands; it then stands at their end. */
    public static FieldValues read(JsonParser in) throws IOException {
        long begin = in.currentTokenLocation().getCharOffset();
        if (Json.treeAt(in) instanceof ObjectNode object) {
            return new FieldValues(object, (int) (in.currentLocation().getCharOffset() - begin));
        }
        throw new BadPayload("The values of fields are no JSON object.");
    }

    static FieldValues of(ObjectNode values) {
        return new FieldValues(values, values.toString().length());
    }

    /** Not to be changed. */
    ObjectNode values() {
        return values;
    }

    /**
     * The value of a field as an object, the same one at each call.
     *
     * @param reader of the field, whose type is {@link Unchangeable}
     * @throws IOException if the value does not fit
     */
    @Nullable
    Object shared(String field, ObjectReader reader) throws IOException {
        for (Known k = known; k != null; k = k.others) {
            if (k.reader == reader) {
                return k.value;
            }
        }
        Object value = reader.readValue(values.get(field));
        if (value != null) {
            known = new Known(reader, value, known);
        }
        return value;
    }

    /** How many characters they have as text. */
    public int length() {
        return length;
    }

    public String json() {
        return values.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldValues that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return json();
    }
}
