package org.signalbox.engine.retention;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.engine.application.OutageInterceptor;

/** The short transactions in which a few old rows at a time are deleted, so that nobody has to wait for it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class RetentionTransaction {

    @Inject
    private RetentionStore store;

    @Inject
    private JournalRetentionStore journals;

    @Inject
    private PruneStore undeliverable;

    /** @return how many were deleted */
    public int forget(Kept what, Instant before, int limit) {
        return store.forget(what, before, limit);
    }

    /**
     * Deletes undeliverable signals.
     *
     * @param open with this reason, not settled; empty: settled ones
     * @return how many were deleted
     */
    public int prune(Optional<Reason> open, Instant before, int limit) {
        return undeliverable.prune(open, before, limit);
    }

    /**
     * One step of the walk through all journals.
     *
     * @param next the place where to go on
     * @param deleted how many events were
     * @param ended whether the walk has come to the end; then it goes on at the beginning
     */
    public record Step(long next, int deleted, boolean ended) {}

    /** Deletes old events that lie at a place or shortly behind it. */
    public Step forgetEvents(long place, Instant before, int limit) {
        long to = place + journals.step();
        int deleted = journals.forget(place, to, before, limit);
        if (deleted == limit) {
            return new Step(place, deleted, false);
        }
        boolean ended = to >= journals.end();
        return new Step(ended ? 0 : to, deleted, ended);
    }
}
