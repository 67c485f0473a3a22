package org.signalbox.engine.retention;

import java.util.List;

/** What is kept for a time that an operator may set. */
enum Kept {
    /** What updates were answered: who asks again later than that is told that there is no answer any more. */
    ANSWERS("answer", List.of("workflow_id", "sequence"), "answered_at"),
    /** Where signals by business key went: a repetition that comes later than that is looked up again. */
    ADDRESSES("keyed_signal", List.of("business_key", "signal_id"), "decided_at");

    private final String table;
    private final List<String> key;
    private final String time;

    Kept(String table, List<String> key, String time) {
        this.table = table;
        this.key = key;
        this.time = time;
    }

    /** The oldest ones, by an index; those that another server is about to forget are passed over. */
    String oldest(int limit) {
        return "select " + String.join(", ", key) + " from " + table + " where " + time + " < ?1 order by " + time
                + " limit " + limit + " for update skip locked";
    }

    String deletion() {
        return "delete from " + table + " where " + String.join(" = ? and ", key) + " = ?";
    }
}
