package org.signalbox.core.catalog;

import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Optional;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StateCodec;
import org.signalbox.workflow.SignalChannel;

/**
 * A field of a workflow that takes the signals of one name. Immutable and safe for any thread.
 *
 * @param name of the signal
 * @param payload the type of its values
 */
public record Channel(String name, Field field, Type payload) {

    static Channel of(String name, Field field, Class<?> workflow) {
        field.setAccessible(true);
        return new Channel(name, field, Json.argumentOf(field, SignalChannel.class, workflow));
    }

    /** @throws BadPayload if there is none or it does not fit */
    public Object decode(Optional<String> json) {
        return Handler.decode(name, payload, json);
    }

    /** @throws BadPayload as {@link Handler#check} */
    void check(Optional<String> json) {
        Handler.check(name, payload, json);
    }

    /** The channel itself in an object of the workflow. */
    @SuppressWarnings("unchecked")
    public SignalChannel<Object> in(Object workflow) {
        return (SignalChannel<Object>) StateCodec.channel(field, workflow);
    }
}
