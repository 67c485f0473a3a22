package org.signalbox.it.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts in the database what became of signals, independently of the engine's own queries.
 *
 * <p>What must hold at any time: the sequences of an instance have no gap, a signal is in one place only, what waits is the
 * end of the journal, the fields of an instance have counted the signals that are handled, an activity's outcome is in the
 * journal once. What must hold when all has been decided on: every signal that was sent is somewhere, in the order of its
 * sender, and nothing waits.
 */
final class Checker {

    /** What the ids of instances begin with that never exist. */
    static final String NOBODY = "nobody-";

    private static final int SHOWN = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Each selects a text about one thing that is wrong, and nothing if all is right. */
    private static final Map<String, String> ALWAYS = Map.of(
            "sequence with a gap, or not that of the instance",
                    "select i.workflow_id || ': ' || i.sequence || ' given, ' || count(j.sequence) || ' in the journal'"
                            + " from instance i left join journal j on j.workflow_id = i.workflow_id"
                            + " group by i.workflow_id, i.sequence having count(j.sequence) <> i.sequence"
                            + " or coalesce(min(j.sequence), 1) <> 1 or coalesce(max(j.sequence), 0) <> i.sequence",
            "journal of no instance",
                    "select j.workflow_id from journal j"
                            + " where not exists (select 1 from instance i where i.workflow_id = j.workflow_id)",
            "inbox is not what waits in the journal",
                    "select i.workflow_id || ': ' || i.waiting from instance i join journal j"
                            + " on j.workflow_id = i.workflow_id group by i.workflow_id, i.waiting, i.first_waiting"
                            + " having sum(case when j.state = 'WAITING' then 1 else 0 end) <> i.waiting"
                            + " or min(case when j.state = 'WAITING' then j.sequence end) < i.first_waiting",
            "line without an open event, or the other way round",
                    "select j.workflow_id || ' ' || j.sequence from journal j left join line l"
                            + " on l.workflow_id = j.workflow_id and l.opened = j.sequence"
                            + " where (j.state = 'OPEN') <> (l.opened is not null)",
            "steps of no line",
                    "select s.workflow_id || ' ' || s.opened from line_step s left join line l"
                            + " on l.workflow_id = s.workflow_id and l.opened = s.opened where l.opened is null",
            "signal accepted twice",
                    "select workflow_id || ' ' || signal_id from journal where signal_id is not null"
                            + " group by workflow_id, signal_id having count(*) > 1",
            "signal in the journal and held",
                    "select j.workflow_id || ' ' || j.signal_id from journal j join held_signal h"
                            + " on h.workflow_id = j.workflow_id and h.signal_id = j.signal_id",
            "signal in the journal and undeliverable",
                    "select j.workflow_id || ' ' || j.signal_id from journal j join undeliverable u"
                            + " on u.workflow_id = j.workflow_id and u.signal_id = j.signal_id where u.settled is null",
            "as many outcomes as ended activities",
                    "select a.workflow_id || ': ' || a.ended || ' ended, ' || coalesce(j.told, 0) || ' in the journal'"
                            + " from (select workflow_id, count(ended_at) as ended from activity"
                            + " group by workflow_id) a left join (select workflow_id, count(*) as told from journal"
                            + " where kind = 'ACTIVITY' group by workflow_id) j on j.workflow_id = a.workflow_id"
                            + " where a.ended <> coalesce(j.told, 0)");

    private static final Map<String, String> IN_THE_END = Map.of(
            "event still waiting", "select workflow_id || ' ' || sequence from journal where state = 'WAITING'",
            "handler still open", "select workflow_id || ' ' || sequence from journal where state = 'OPEN'",
            "instance parked",
                    "select workflow_id || ': ' || parked_error from instance where parked_since is not null",
            "mail not brought", "select workflow_id || ' ' || kind || ' to ' || target from mail",
            "child not ended",
                    "select workflow_id || ': ' || child_id || ' ' || state from child where state <> 'ENDED'",
            "signal undeliverable",
                    "select signal_id || ': ' || reason || ' ' || detail from undeliverable"
                            + " where workflow_id not like '" + NOBODY + "%'",
            "activity not completed",
                    "select workflow_id || ' ' || sequence || ' ' || state || ' attempt ' || attempt from activity"
                            + " where state <> 'COMPLETED'");

    private final Connection connection;

    Checker(Connection connection) {
        this.connection = connection;
    }

    /**
     * How far everything has got.
     *
     * @param missing how many signals nothing is known of
     * @param ended how many activities have been carried out
     */
    record Account(long missing, long waiting, long open, long mail, long underWay, long ended) {

        /** While the database is away. */
        static final Account UNKNOWN = new Account(-1, -1, -1, -1, -1, -1);

        /** Whether everything that was sent has been decided on and nothing is under way. */
        boolean isSettled() {
            return missing <= 0 && waiting == 0 && open == 0 && mail == 0 && underWay == 0;
        }
    }

    Account account(Collection<Sent> sent) throws SQLException {
        return new Account(
                sent.size()
                        - number("select count(*) from journal where signal_id is not null")
                        - number("select count(*) from undeliverable"),
                number("select count(*) from journal where state = 'WAITING'"),
                number("select count(*) from journal where state = 'OPEN'"),
                number("select count(*) from mail"),
                number("select count(*) from activity where ended_at is null"),
                number("select count(*) from activity where ended_at is not null"));
    }

    /** What is wrong in the end, in words; empty if every guarantee was kept. */
    List<String> faults(Collection<Sent> sent) throws SQLException {
        List<String> faults = new ArrayList<>(broken());
        collect(IN_THE_END, faults);
        missing(sent, faults);
        return faults;
    }

    /** What must not be so at any time. */
    List<String> broken() throws SQLException {
        List<String> faults = new ArrayList<>();
        collect(ALWAYS, faults);
        counters(faults);
        order(faults);
        return faults;
    }

    /** The one number that a query gives. */
    long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The first column of a query. */
    List<String> texts(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void collect(Map<String, String> queries, List<String> faults) throws SQLException {
        for (Map.Entry<String, String> query : queries.entrySet()) {
            texts(query.getValue()).stream().limit(SHOWN).forEach(text -> faults.add(query.getKey() + ": " + text));
        }
    }

    private void missing(Collection<Sent> sent, List<String> faults) throws SQLException {
        Map<String, Sent> expected = new LinkedHashMap<>();
        sent.forEach(s -> expected.put(s.workflowId() + " " + s.signalId(), s));
        int unknown = 0;
        for (String found : texts("select workflow_id || ' ' || signal_id from journal where signal_id is not null"
                + " union all select workflow_id || ' ' || signal_id from held_signal"
                + " union all select workflow_id || ' ' || signal_id from undeliverable where settled is null")) {
            if (expected.remove(found) == null) {
                unknown++;
            }
        }
        expected.keySet().stream().limit(SHOWN).forEach(s -> faults.add("signal lost: " + s));
        if (unknown > 0) {
            faults.add("signals that nobody sent: " + unknown);
        }
    }

    /** The fields of every instance of the two workflows that count signals. */
    private void counters(List<String> faults) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select i.workflow_id, i.type, i.state, count(j.signal_id)"
                        + " from instance i join journal j on j.workflow_id = i.workflow_id"
                        + " where i.type in ('tally', 'loyalty') and j.kind = 'SIGNAL' and j.state = 'HANDLED'"
                        + " group by i.workflow_id, i.type, i.state")) {
            while (rows.next()) {
                JsonNode state = read(rows.getString(3));
                long counted = state.path(rows.getString(2).equals("tally") ? "count" : "purchases")
                        .asLong(-1);
                if (counted != rows.getLong(4)) {
                    faults.add("%s has counted %d of %d".formatted(rows.getString(1), counted, rows.getLong(4)));
                }
                if (state.path("disorder").asLong() != 0) {
                    faults.add(rows.getString(1) + " met signals in the wrong order: " + state);
                }
            }
        }
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A signal id ends with its sender's number: in an instance's journal, each sender's numbers ascend. */
    private void order(List<String> faults) throws SQLException {
        Map<String, Long> last = new HashMap<>();
        for (String row : texts("select workflow_id || ' ' || signal_id from journal where signal_id is not null"
                + " order by workflow_id, sequence")) {
            int dash = row.lastIndexOf('-');
            if (!row.substring(dash + 1).matches("[0-9]{1,18}")) {
                continue;
            }
            long number = Long.parseLong(row.substring(dash + 1));
            Long before = last.put(row.substring(0, dash), number);
            if (before != null && before >= number) {
                faults.add("wrong order: " + row + " after " + before);
            }
        }
    }
}
