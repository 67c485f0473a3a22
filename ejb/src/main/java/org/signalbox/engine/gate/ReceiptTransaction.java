package org.signalbox.engine.gate;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.signalbox.client.Receipt;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.undeliverable.DelayedStore;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** The transaction that reads what became of signals, however many, with the same few statements. It takes no locks. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class ReceiptTransaction {

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    @Inject
    private StoredPayloads payloads;

    /**
     * The receipts as last committed; none for a signal of which there is no trace.
     *
     * <p>Proof that a signal that exists is found, although other transactions commit between the statements: it moves only
     * from being delayed to being held or to the journal, from being held to the journal, and from either to the undeliverable ones, where its row stays. They are read in that
     * order, so what is on its way is met where it was or further on.
     */
    public Map<SignalKey, Receipt> find(Collection<SignalKey> signals) {
        Map<SignalKey, Receipt> found = new HashMap<>();
        List<SignalKey> all = List.copyOf(signals);
        HotRows.read(
                dataSource,
                List.of(
                        DelayedStore.receipts(all, found),
                        HeldStore.receipts(all, found),
                        JournalStore.standing(all, found)));
        List<SignalKey> missing =
                all.stream().filter(s -> !found.containsKey(s)).toList();
        if (!missing.isEmpty()) {
            HotRows.read(dataSource, List.of(UndeliverableStore.receipts(missing, found, payloads)));
        }
        return found;
    }
}
