package org.signalbox.engine.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.machine.Life;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;

/** What is to be known of few runs only, as text: what the engine needs to know is in the clear, what people gave is not. */
final class StoredLife {

    private static final StoredPayloads.Places PLACES = new StoredPayloads.Places(
            List.of("/memo/*"), List.of("/chain/input", "/chain/lastFailure", "/pause/motive/reason", "/ending/text"));

    private StoredLife() {}

    static Optional<String> write(Life life, String owner, StoredPayloads payloads) {
        return life.write().map(json -> payloads.encodeIn(json, owner, PLACES));
    }

    static Life read(String stored, String owner, StoredPayloads payloads) {
        String json = payloads.decodeIn(stored, owner, "start options", PLACES);
        return Life.read(json.equals(stored) ? json : withReadableReason(json));
    }

    /** A reason has a greatest length; the journal has this one, too, as it was stored. */
    private static String withReadableReason(String json) {
        JsonNode tree = Json.tree(json);
        if (tree.at("/pause/motive") instanceof ObjectNode motive
                && Undecodable.isMarked(motive.path("reason").asText())) {
            motive.put("reason", "can't be decoded; the journal has it");
            return tree.toString();
        }
        return json;
    }
}
