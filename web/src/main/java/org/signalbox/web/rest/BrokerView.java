package org.signalbox.web.rest;

import java.util.List;
import org.signalbox.engine.application.BrokerState;

/**
 * What is at the broker, as it was some seconds ago.
 *
 * @param known false if it could not be asked; then nothing else is
 * @param right whether nothing there is stuck
 * @param complaints what is, for people
 */
public record BrokerView(
        boolean known, boolean right, double diskUsage, List<String> complaints, List<QueueView> queues) {

    /** @param standingSeconds for how long it has had messages to deliver, and none has left it */
    public record QueueView(
            String name, long messages, long delivering, long scheduled, long consumers, long standingSeconds) {}

    static BrokerView of(BrokerState state) {
        return new BrokerView(
                state.known(),
                state.isRight(),
                state.diskUsage(),
                state.complaints(),
                state.queues().stream()
                        .map(q -> new QueueView(
                                q.name(),
                                q.messages(),
                                q.delivering(),
                                q.scheduled(),
                                q.consumers(),
                                q.standingSeconds()))
                        .toList());
    }
}
