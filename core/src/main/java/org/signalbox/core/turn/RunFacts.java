package org.signalbox.core.turn;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.Undecodable;

/**
 * What code can ask of the run in which it is called. Nothing of it changes while the run lasts, so it is the same whenever
 * the code is executed again.
 *
 * @param deadline when it is ended as timed out
 * @param memo as its start gave it
 */
public record RunFacts(
        WorkflowId workflowId, int number, Instant startedAt, Optional<Instant> deadline, Map<String, JsonNode> memo) {

    /** @throws BadPayload if the entry can't be decoded now, or is no such value */
    @SuppressWarnings("unchecked")
    <V> Optional<V> memo(String key, Class<V> type) {
        Optional<JsonNode> entry = Optional.ofNullable(memo.get(key));
        entry.map(JsonNode::textValue).ifPresent(Undecodable::refuse);
        try {
            return (Optional<V>) entry.flatMap(json -> Optional.ofNullable(Json.readOrNull(json.toString(), type)));
        } catch (BadPayload e) {
            throw new BadPayload("The memo '" + key + "' can't be read. " + e.told());
        }
    }
}
