package org.signalbox.engine.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.activity.Activity;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityRules;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.ActivityTask;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.Decision;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;

/** A row keeps what the core decided, and gives it back. */
class RowEffectsTest {

    @Activity(startToClose = "PT10M", firstBackoff = "PT1M")
    interface Work {
        int work();
    }

    private static final ActivityKey KEY = new ActivityKey(new WorkflowId("A-1"), 2, 1);
    private static final Attempt FIRST = new Attempt(KEY, 1);
    private static final ActivityTask.Conditions GOOD = new ActivityTask.Conditions(true, true, false);

    private final ActivityRules rules =
            ActivityRules.of(Catalog.of(List.of(), List.of(Work.class), code -> () -> ""), "Work", "work");
    private final ActivityEntity row = new ActivityEntity();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    RowEffectsTest() {
        row.workflowId = KEY.workflowId().value();
        row.sequence = KEY.sequence();
        row.ordinal = KEY.ordinal();
        row.type = "Work";
        row.method = "work";
    }

    private RowEffects keep(Decision decision) {
        RowEffects effects = RowEffects.keep(decision, row, StoredPayloads.PLAIN, new AdmissionStore());
        assertThat(row.task()).isEqualTo(decision.after());
        return effects;
    }

    @Test
    void each_decision_is_kept_as_it_is() {
        assertThat(keep(ActivityTask.schedule(KEY, rules, now)).toSend()).contains(new AttemptMessage(FIRST, "Work"));
        keep(row.task().begin(FIRST, GOOD, rules, now));
        keep(row.task().handOver(FIRST, rules, now));
        assertThat(row.outside).isTrue();
        now = now.plus(Duration.ofMinutes(10));
        RowEffects late = keep(row.task().due(Optional::empty, rules, now));
        assertThat(row.state).isEqualTo(ActivityState.SCHEDULED);
        assertThat(row.failure).contains("did not end in time");
        assertThat(late.failure()).contains(String.valueOf(row.failure));
        now = now.plus(Duration.ofMinutes(1));
        assertThat(keep(row.task().due(Optional::empty, rules, now)).toSend())
                .contains(new AttemptMessage(new Attempt(KEY, 2), "Work"));
        keep(row.task().askToCancel(rules, now));

        keep(row.task().complete(FIRST, new ActivityOutcome.Completed("7"), rules, now));

        assertThat(row.state).isEqualTo(ActivityState.COMPLETED);
        assertThat(row.result).isEqualTo("7");
        assertThat(row.wakeAt).isNull();
        assertThat(row.endedAt).isEqualTo(now);
    }
}
