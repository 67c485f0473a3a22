package org.signalbox.core.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A workflow whose main line and waiting handler are what the test says, so that they can change meanwhile. */
@Workflow("parcel")
class Parcel {

    /** What a waiting method does. */
    interface Plan {
        @Nullable
        Object follow(Parcel parcel, WorkflowContext wf) throws Exception;
    }

    @Activity
    interface Carrier {
        String carry(String what);

        int weigh();

        void tell(String what);

        Optional<String> find();
    }

    @Activity
    interface Things {
        int take(Object thing);
    }

    static Plan main = (parcel, wf) -> null;
    static Plan handler = (parcel, wf) -> null;
    static Function<Parcel, Boolean> broken = parcel -> false;

    final List<String> log = new ArrayList<>();
    boolean go;
    int number;

    @Signal
    final SignalChannel<String> words = new SignalChannel<>();

    @Signal
    final SignalChannel<Integer> numbers = new SignalChannel<>();

    @Run
    @Nullable
    Object travel(WorkflowContext wf) throws Exception {
        return main.follow(this, wf);
    }

    @Signal
    void handle(WorkflowContext wf) throws Exception {
        handler.follow(this, wf);
    }

    @Signal
    void note(String text) {
        if (broken.apply(this)) {
            throw new IllegalStateException("can't note " + text);
        }
        log.add(text);
    }

    @Signal
    void go() {
        go = true;
    }

    @Signal
    void nothing() {}

    @Signal
    void end(WorkflowContext wf) {
        wf.completeWith("ended");
    }

    @Signal
    void remind(WorkflowContext wf) {
        wf.after(Duration.ofHours(1), "reminder");
    }

    @OnTimer("reminder")
    void reminder() {
        log.add("reminder");
    }
}
