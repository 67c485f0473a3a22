package org.signalbox.core.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A stored payload that can't be decoded now, because a key is missing for example. Its text goes its way as it is stored,
 * with the reason in front of it, and is stored again as it was; only whoever wants to know what is in it fails.
 */
public final class Undecodable extends BadPayload {

    private static final long serialVersionUID = 1L;

    /** Nobody outside of this process can make a payload that begins like that. */
    private static final String MARK = "<undecodable " + UUID.randomUUID() + ">";

    private static final char END = '\0';

    private Undecodable(String reason) {
        super(reason);
    }

    static String mark(String stored, String reason) {
        return MARK + reason.replace(END, ' ') + END + stored;
    }

    public static boolean isMarked(String text) {
        return text.startsWith(MARK);
    }

    static boolean isIn(String text) {
        return text.contains(MARK);
    }

    static String stored(String marked) {
        return marked.substring(marked.indexOf(END) + 1);
    }

    private static String reason(String marked) {
        return marked.substring(MARK.length(), marked.indexOf(END));
    }

    /** @throws Undecodable if it is such a text */
    public static void refuse(String text) {
        if (isMarked(text)) {
            throw new Undecodable(reason(text));
        }
    }

    /** For people: the text, or why there is none. */
    public static String shown(String text) {
        return isMarked(text) ? reason(text) : text;
    }

    /**
     * For people: the JSON, with an object in place of each value that can't be decoded, whose only property
     * {@code undecodable} tells why.
     */
    public static String shownAsJson(String json) {
        if (isMarked(json)) {
            return told(json).toString();
        }
        return isIn(json) ? shown(Json.tree(json)).toString() : json;
    }

    /** As {@link #shownAsJson}. */
    public static JsonNode shown(JsonNode json) {
        if (json.isTextual()) {
            return isMarked(json.textValue()) ? told(json.textValue()) : json;
        }
        if (json instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(shown(member.getValue())));
        }
        return json;
    }

    private static ObjectNode told(String marked) {
        return JsonNodeFactory.instance.objectNode().put("undecodable", reason(marked));
    }
}
