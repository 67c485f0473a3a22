package org.signalbox.it.workflow;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.SearchAttribute;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Takes updates that end in every way. */
@Workflow("depot")
@SuppressWarnings("UnusedVariable") // what is searched is read by nobody else
class Depot {

    @PersistenceContext(unitName = "it")
    @SuppressWarnings("NullAway.Init")
    private EntityManager em;

    @SearchAttribute
    private int left;

    @SearchAttribute("number")
    private Optional<String> orderNumber = Optional.empty();

    @SearchAttribute
    private Set<String> tags = new TreeSet<>();

    @SearchAttribute
    private Optional<Instant> due = Optional.empty();

    @Start
    void fill(int pieces) {
        left = pieces;
    }

    @Validate("reserve")
    void canReserve(int pieces) {
        if (pieces > left) {
            throw new IllegalArgumentException("only " + left + " left");
        }
    }

    @Update
    int reserve(int pieces) {
        left -= pieces;
        return left;
    }

    /** Answers when the activity of that key has been done. */
    @Update
    String restock(String key, WorkflowContext wf) {
        return wf.activity(Chores.class).succeed(key);
    }

    /** Answers when the switch of that key has been turned off. */
    @Update
    String order(String key, WorkflowContext wf) {
        return wf.activity(Chores.class).hold(key);
    }

    /** Takes its time. */
    @Update
    String ponder(String key, WorkflowContext wf) {
        wf.sleep(Duration.ofHours(1));
        return key;
    }

    /** Fails until the switch is off. */
    @Update
    String repair(String key) {
        if (Switches.isOn(key)) {
            throw new IllegalStateException(key + " is on");
        }
        return key;
    }

    @Update
    void burn() {
        left = 0;
        throw new TerminalFailure("no fire here");
    }

    record Order(String number, List<String> tags, Instant due) {}

    @Signal
    void take(Order order) {
        orderNumber = Optional.of(order.number());
        tags.clear();
        tags.addAll(order.tags());
        due = Optional.of(order.due());
    }

    /** The number is free again: a repetition finds nobody who has it. */
    @Signal
    void settle(int pieces) {
        left -= pieces;
        orderNumber = Optional.empty();
    }

    @Signal
    void touch() {}

    @Signal
    void end(WorkflowContext wf) {
        wf.complete();
    }

    /** Ends the run once the activity has been done. */
    @Signal
    void close(String key, WorkflowContext wf) {
        wf.activity(Chores.class).takeLongAtFirst(key);
        wf.complete();
    }

    @Query
    int left() {
        return left;
    }

    /** Does what a query must not. */
    @Query
    String smuggle(String reference) {
        em.persist(new BookingEntity(reference, "smuggled", 1));
        em.flush();
        return reference;
    }
}
