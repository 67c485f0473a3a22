package org.signalbox.core.machine;

import org.signalbox.client.AlreadyRunning;
import org.signalbox.client.IdConflict;
import org.signalbox.client.Refused;

/**
 * What a start came to.
 *
 * @param run the one that the sender gets
 * @param fresh whether it began by this very start
 */
public record Begun(int run, boolean fresh) {

    /**
     * @throws AlreadyRunning if a run is in the way
     * @throws Refused if it can't be started
     */
    public static Begun of(Request.Start start, Verdict verdict) {
        if (verdict instanceof Verdict.Running running) {
            if (start.options()
                    .idConflict()
                    .filter(c -> c == IdConflict.USE_EXISTING)
                    .isEmpty()) {
                throw new AlreadyRunning(start.workflowId(), running.run());
            }
            return new Begun(running.run(), false);
        }
        if (verdict instanceof Verdict.Repeated repeated) {
            return new Begun(repeated.run(), false);
        }
        if (verdict instanceof Verdict.Refused refused) {
            throw new Refused(refused.reason(), refused.detail());
        }
        return new Begun(((Verdict.Taken) verdict).after().run(), true);
    }
}
