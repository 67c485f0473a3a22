package org.signalbox.it.workflow;

import org.signalbox.workflow.Query;
import org.signalbox.workflow.Workflow;

/** A ledger with one thing more: a workflow may extend another one. */
@Workflow("audited-ledger")
public class AuditedLedger extends Ledger {

    @Query
    String auditor() {
        return "nobody";
    }
}
