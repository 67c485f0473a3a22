package org.signalbox.engine.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;

/** A signal as its sender names it; unique over all runs of the instance. */
public record SignalKey(WorkflowId workflowId, SignalId signalId) {

    /** Of a row that begins with workflow id and signal id. */
    public static SignalKey in(ResultSet row) throws SQLException {
        return new SignalKey(new WorkflowId(row.getString(1)), new SignalId(row.getString(2)));
    }

    /** As two arrays, workflow ids and signal ids, for a statement that looks for several. */
    public static List<String[]> columns(List<SignalKey> signals) {
        String[] ids = signals.stream().map(s -> s.workflowId().value()).toArray(String[]::new);
        String[] signalIds = signals.stream().map(s -> s.signalId().value()).toArray(String[]::new);
        return List.of(ids, signalIds);
    }
}
