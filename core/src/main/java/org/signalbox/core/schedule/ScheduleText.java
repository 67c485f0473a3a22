package org.signalbox.core.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.Schedule;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.StartRequest;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;

/** What Java code says of a schedule, in the words of the JSON document. */
public final class ScheduleText {

    private ScheduleText() {}

    /** @throws Refused {@code BAD_PAYLOAD}, telling what is wrong */
    public static Definition definition(Schedule schedule) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "every", schedule.every());
        put(json, "calendar", schedule.calendar());
        put(json, "from", schedule.from());
        put(json, "until", schedule.until());
        put(json, "jitter", schedule.jitter());
        put(json, "catchUp", schedule.catchUp());
        json.put("overlap", schedule.overlap().name());
        put(json, "start", schedule.start().map(ScheduleText::start));
        put(json, "signal", schedule.signal().map(ScheduleText::signal));
        try {
            return Definition.read(json.toString());
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, e.told());
        }
    }

    private static ObjectNode start(StartRequest start) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("workflowType", start.workflowType());
        json.put("workflowId", start.workflowId().value());
        put(json, "input", start.input());
        return json;
    }

    private static ObjectNode signal(SignalRequest signal) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("workflowId", signal.workflowId().value());
        json.put("signal", signal.signal());
        put(json, "payload", signal.payload());
        put(json, "workflowType", signal.startType());
        put(json, "startInput", signal.startInput());
        return json;
    }

    private static void put(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(v -> json.set(name, Json.tree(Json.write(v))));
    }
}
