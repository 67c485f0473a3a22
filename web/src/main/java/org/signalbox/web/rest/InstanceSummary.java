package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.instance.InstanceView;

/**
 * An instance in a list.
 *
 * @param memo as its start gave it; absent if it gave none
 */
public record InstanceSummary(
        String workflowId,
        String type,
        Status status,
        int run,
        long sequence,
        int waiting,
        boolean parked,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, JsonNode> memo,
        Instant updatedAt) {

    static InstanceSummary of(InstanceView view) {
        Instance i = view.instance();
        return new InstanceSummary(
                i.id().value(),
                i.type(),
                i.status(),
                i.run(),
                i.sequence(),
                i.waiting(),
                view.isParked(),
                memo(i),
                view.updatedAt());
    }

    static Map<String, JsonNode> memo(Instance instance) {
        Map<String, JsonNode> memo = new TreeMap<>(instance.life().memo());
        memo.replaceAll((key, value) -> Undecodable.shown(value));
        return memo;
    }
}
