package org.signalbox.it.workflow;

import java.util.ArrayList;
import java.util.List;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalRequest;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Instances that tell each other things. */
final class Gossip {

    private Gossip() {}

    /** @param times how often, numbered from 1 */
    record News(String to, String signal, int times) {}

    /** Hears, and spreads without waiting. */
    @Workflow("gossip")
    static class Neighbour {
        private final List<String> heard = new ArrayList<>();

        @Signal
        void hear(String what) {
            heard.add(what);
        }

        @Signal
        void spread(News news, WorkflowContext wf) {
            for (int n = 1; n <= news.times(); n++) {
                wf.send(SignalRequest.of(news.to(), news.signal())
                        .with(wf.workflowId() + " " + n)
                        .starting("gossip"));
            }
        }

        @Signal
        void leave(WorkflowContext wf) {
            wf.complete();
        }

        @Query
        List<String> heard() {
            return heard;
        }
    }

    /** Tells one after the other, and notes what became of it. */
    @Workflow("envoy")
    static class Envoy {
        private final List<String> notes = new ArrayList<>();

        @Run
        List<String> travel(List<News> all, WorkflowContext wf) {
            for (News news : all) {
                for (int n = 1; n <= news.times(); n++) {
                    notes.add(tell(news, wf));
                }
            }
            return notes;
        }

        private static String tell(News news, WorkflowContext wf) {
            try {
                Receipt receipt =
                        wf.signal(SignalRequest.of(news.to(), news.signal()).with("an envoy"));
                return receipt.outcome().name();
            } catch (SignalFailure e) {
                return e.reason().name();
            }
        }
    }
}
