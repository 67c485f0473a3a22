package org.signalbox.engine.retention;

/** What is kept for a time that an operator may set. */
enum Kept {
    /** What updates were answered: who asks again later than that is told that there is no answer any more. */
    ANSWERS("answer", "workflow_id", "sequence", "answered_at"),
    /** Where signals by business key went: a repetition that comes later than that is looked up again. */
    ADDRESSES("keyed_signal", "business_key", "signal_id", "decided_at");

    private final String table;
    private final String owner;
    private final String number;
    private final String time;

    /**
     * @param owner with the next one the primary key
     * @param time since when it is kept
     */
    Kept(String table, String owner, String number, String time) {
        this.table = table;
        this.owner = owner;
        this.number = number;
        this.time = time;
    }

    /** The oldest ones, by an index; those that another server is about to forget are passed over. */
    String oldest(int limit) {
        return "select " + owner + ", " + number + " from " + table + " where " + time + " < ?1 order by " + time
                + " limit " + limit + " for update skip locked";
    }

    String deletion() {
        return "delete from " + table + " where " + owner + " = ? and " + number + " = ?";
    }
}
