package org.signalbox.core.activity;

/**
 * What is special about an activity now.
 *
 * @param outside whether the current attempt has no thread, and is completed by a token
 * @param cancelled whether its workflow has asked it to cancel
 * @param limited whether it has an admission by the start limit of its type, or waits for one
 */
public record ActivityFlags(boolean outside, boolean cancelled, boolean limited) {

    static final ActivityFlags NONE = new ActivityFlags(false, false, false);

    ActivityFlags outside(boolean now) {
        return new ActivityFlags(now, cancelled, limited);
    }

    ActivityFlags askedToCancel() {
        return new ActivityFlags(outside, true, limited);
    }

    ActivityFlags limited(boolean now) {
        return new ActivityFlags(outside, cancelled, now);
    }
}
