package org.signalbox.core.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.signalbox.payload.PayloadCodecs;
import org.signalbox.payload.UndecodablePayload;

/**
 * The border between payloads as the engine knows them and as they are stored. Every store that has payloads in its rows
 * brings them across here, and nobody else does.
 *
 * <p>What can't be decoded does not fail here: one row of many must not keep the others from being read, and its instance
 * has to take note of what comes meanwhile. It becomes {@link Undecodable}.
 */
public final class StoredPayloads {

    /** Stored as they are. */
    public static final StoredPayloads PLAIN = new StoredPayloads(PayloadCodecs.NONE);

    private static final String REMEDY =
            " Nothing is lost: it goes on by itself once the server can decode it; see docs/payloads.md.";

    private final PayloadCodecs codecs;

    public StoredPayloads(PayloadCodecs codecs) {
        this.codecs = codecs;
    }

    /** For the database. */
    public String encode(String payload, String owner) {
        if (Undecodable.isMarked(payload)) {
            return Undecodable.stored(payload);
        }
        boolean interrupted = Thread.currentThread().isInterrupted();
        try {
            return codecs.encode(payload, owner);
        } finally {
            clear(interrupted);
        }
    }

    /**
     * From the database.
     *
     * @param what it is, for people
     * @return {@link Undecodable} if it can't be decoded
     */
    public String decode(String stored, String owner, String what) {
        if (!PayloadCodecs.isEncoded(stored)) {
            return stored;
        }
        boolean interrupted = Thread.currentThread().isInterrupted();
        try {
            return codecs.decode(stored, owner, Integer.MAX_VALUE);
        } catch (UndecodablePayload e) {
            return Undecodable.mark(
                    stored, "The " + what + " of '" + owner + "' can't be decoded: " + e.told() + REMEDY);
        } finally {
            clear(interrupted);
        }
    }

    /** A codec may leave the interrupt flag set, and the engine's own work on the database would fail with it. */
    private static void clear(boolean before) {
        if (!before) {
            Thread.interrupted();
        }
    }

    /** As {@link PayloadCodecs#fingerprint}. */
    public Optional<String> fingerprint(byte[] content, String owner) {
        return codecs.fingerprint(content, owner);
    }

    /** As {@link PayloadCodecs#hasFingerprint}. */
    public Optional<Boolean> hasFingerprint(String fingerprint, byte[] content, String owner) {
        return codecs.hasFingerprint(fingerprint, content, owner);
    }

    /**
     * Where payloads are in JSON of ours, as JSON pointers.
     *
     * @param json payloads of any shape; an asterisk at the end of a pointer stands for all members there
     * @param texts payloads that are given as text
     */
    public record Places(List<String> json, List<String> texts) {

        public Places {
            json = List.copyOf(json);
            texts = List.copyOf(texts);
        }
    }

    /** For the database: JSON of ours with payloads in it. */
    public String encodeIn(String json, String owner, Places places) {
        if (codecs.applied().isEmpty() && !Undecodable.isIn(json) && !json.contains(PayloadCodecs.MARK)) {
            return json;
        }
        return changed(json, places, node -> encoded(node, owner), text -> encode(text, owner));
    }

    /** What looks as if it were encoded must not be decoded when it is read. */
    private JsonNode encoded(JsonNode node, String owner) {
        if (node.isTextual() && Undecodable.isMarked(node.textValue())) {
            return TextNode.valueOf(Undecodable.stored(node.textValue()));
        }
        String encoded = encode(node.toString(), owner);
        boolean misleading = node.isTextual() && PayloadCodecs.isEncoded(node.textValue());
        if (PayloadCodecs.isEncoded(encoded)) {
            return TextNode.valueOf(encoded);
        }
        return misleading ? TextNode.valueOf(PayloadCodecs.PLAIN + encoded) : node;
    }

    /** From the database: JSON of ours with payloads in it, each of which may become {@link Undecodable} as a text. */
    public String decodeIn(String json, String owner, String what, Places places) {
        return json.contains(PayloadCodecs.MARK)
                ? changed(json, places, node -> decoded(node, owner, what), text -> decode(text, owner, what))
                : json;
    }

    private JsonNode decoded(JsonNode node, String owner, String what) {
        if (!node.isTextual() || !PayloadCodecs.isEncoded(node.textValue())) {
            return node;
        }
        String decoded = decode(node.textValue(), owner, what);
        return Undecodable.isMarked(decoded) ? TextNode.valueOf(decoded) : Json.tree(decoded);
    }

    private static String changed(
            String json, Places places, UnaryOperator<JsonNode> ofJson, UnaryOperator<String> ofText) {
        JsonNode tree = Json.tree(json);
        places.json.forEach(pointer -> change(tree, pointer, ofJson));
        places.texts.forEach(
                pointer -> change(tree, pointer, node -> TextNode.valueOf(ofText.apply(node.textValue()))));
        return tree.toString();
    }

    private static void change(JsonNode tree, String pointer, UnaryOperator<JsonNode> change) {
        int slash = pointer.lastIndexOf('/');
        String name = pointer.substring(slash + 1);
        if (tree.at(pointer.substring(0, slash)) instanceof ObjectNode parent) {
            List<String> names = name.equals("*")
                    ? parent.properties().stream().map(Map.Entry::getKey).toList()
                    : List.of(name);
            names.stream()
                    .filter(parent::hasNonNull)
                    .forEach(member -> parent.set(member, change.apply(parent.get(member))));
        }
    }
}
