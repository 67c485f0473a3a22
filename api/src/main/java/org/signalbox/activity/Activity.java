package org.signalbox.activity;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface whose methods are activities, or gives one method options of its own.
 *
 * <p>A bean of the application implements the interface. A method is called at least once per scheduled activity: an
 * attempt that was cut off by a crash or a time limit is repeated, so it should be idempotent; its result or failure
 * is recorded once. Methods of one interface must differ in name.
 *
 * <p>An exception makes the attempt fail; it is repeated after a back-off that grows from {@link #firstBackoff} by
 * {@link #backoffFactor} up to {@link #longestBackoff}, until {@link #maxAttempts} are used up. A
 * {@link org.signalbox.workflow.TerminalFailure} or one of {@link #notRetried} ends the activity at once. Durations
 * are in ISO-8601 notation.
 */
@Documented
@Stereotype
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Activity {

    /** On the interface: the name of the activity type; by default the simple name of the interface. */
    String name() default "";

    /**
     * How long one attempt may run, from its start; then it counts as failed, its thread is interrupted and its late result is
     * ignored.
     */
    String startToClose() default "PT1M";

    /**
     * How long it may take from being asked for to the beginning of the first attempt; then it fails and is not tried. Shorter
     * than {@link #scheduleToClose}. Empty text means without limit, here and below.
     */
    String scheduleToStart() default "";

    /** How long it may take from being asked for to its outcome, over all attempts; then it fails. */
    String scheduleToClose() default "";

    /**
     * How long an attempt may go without {@link ActivityContext#heartbeat}; then it counts as failed, as one that takes longer
     * than {@link #startToClose} does. So a server that died is noticed earlier. Shorter than that.
     */
    String heartbeat() default "";

    /** How often it is tried at most; 0 means without limit. */
    int maxAttempts() default 0;

    String firstBackoff() default "PT1S";

    double backoffFactor() default 2.0;

    String longestBackoff() default "PT5M";

    /** Exceptions, with their subclasses, that end the activity without a further attempt. */
    Class<? extends Throwable>[] notRetried() default {};

    /** On the interface: how many attempts of all its methods may be under way at once, over all servers; 0 means without limit. */
    int concurrency() default 0;

    /** On the interface: how many attempts of all its methods may begin per second, over all servers; 0 means without limit. */
    double startsPerSecond() default 0;

    /**
     * The name of the queue through which a system outside does the work, instead of a bean: an attempt is a message there, and
     * ends by the answer or when its time is over. docs/jms.md is the contract.
     */
    String queue() default "";

    /**
     * Whether an attempt and the recording of its result are one transaction: then what the bean does in the database of
     * Signalbox has been done exactly once. What comes of the result in the workflow is part of that transaction, too.
     */
    boolean transactional() default false;

    /**
     * Whether only the token of the current attempt completes the activity. By default that of any attempt does, also of one
     * that failed or was out of time, as long as the activity has not ended. Heartbeats and failures always count only for
     * the current attempt.
     */
    boolean onlyCurrentAttemptCompletes() default false;
}
