package org.signalbox.it.crash;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.byteman.agent.Main;

/**
 * A place in the engine's code at which its process ends, as if by kill -9. Byteman puts the end there; the engine knows
 * nothing of it. Methods of transactions end before their commit.
 */
enum FailPoint {
    BEFORE_THE_COMMIT_OF_TURNS("gate.TurnTransaction", "run", "EXIT"),
    BEFORE_ROWS_ARE_WRITTEN("effect.Effects", "write", "ENTRY"),
    AFTER_THE_COMMIT_OF_TURNS("gate.AfterCommit", "carryOut", "ENTRY"),
    BEFORE_A_SIGNAL_IS_ACKNOWLEDGED("signal.SignalConsumer", "onMessage", "EXIT"),
    BEFORE_A_SIGNAL_WITHOUT_A_GROUP_IS_ACKNOWLEDGED("signal.UngroupedSignalConsumer", "onMessage", "EXIT"),
    AFTER_A_RECEIPT_WAS_SENT("signal.Replies", "send", "EXIT"),
    BEFORE_AN_EXPIRED_SIGNAL_IS_ACKNOWLEDGED("signal.ExpiredSignalConsumer", "onMessage", "EXIT"),
    BEFORE_A_DELAYED_SIGNAL_IS_KEPT("gate.DelayTransaction", "keep", "EXIT"),
    BEFORE_A_DELAYED_SIGNAL_IS_BROUGHT("gate.DelayedErrand", "done", "EXIT"),
    BEFORE_A_REFUSAL_IS_COMMITTED("gate.RefusalTransaction", "keep", "EXIT"),
    BEFORE_THE_ROWS_OF_NEW_INSTANCES_ARE_COMMITTED("gate.BirthTransaction", "make", "EXIT"),
    BEFORE_ATTEMPTS_ARE_SENT("activity.ActivitySender", "send", "ENTRY"),
    AFTER_ATTEMPTS_WERE_SENT("activity.ActivitySender", "send", "EXIT"),
    BEFORE_THE_BEGINNING_OF_AN_ATTEMPT_IS_COMMITTED(
            "activity.ActivityTransaction", "begin(Attempt,java.util.function.Predicate)", "EXIT"),
    BEFORE_AN_ATTEMPT_IS_ACKNOWLEDGED("worker.ActivityConsumer", "onMessage", "EXIT"),
    BEFORE_A_REQUEST_IS_SENT_OUT("worker.RemoteRequests", "send", "ENTRY"),
    AFTER_A_REQUEST_WAS_SENT_OUT("worker.RemoteRequests", "send", "EXIT"),
    BEFORE_A_RESULT_IS_ACKNOWLEDGED("worker.ResultConsumer", "onMessage", "EXIT"),
    BEFORE_MAIL_IS_BROUGHT("gate.Courier", "bring", "ENTRY"),
    AFTER_MAIL_WAS_BROUGHT("gate.Courier", "bring", "EXIT"),
    BEFORE_THE_CLAIM_OF_TIMERS_IS_COMMITTED("alarm.ClaimTransaction", "timers", "EXIT"),
    BEFORE_THE_CLAIM_OF_SCHEDULES_IS_COMMITTED("schedule.ScheduleTransaction", "claim", "EXIT"),
    BEFORE_A_DUE_TIME_OF_A_SCHEDULE_IS_COMMITTED("schedule.ScheduleErrand", "done", "EXIT"),
    BEFORE_AN_INBOX_GOES_ON("gate.InboxRunner", "resume", "ENTRY");

    private static final String NONE = "# nobody dies\n";

    private final String rule;

    FailPoint(String type, String method, String at) {
        this.rule = """
                RULE %s
                CLASS org.signalbox.engine.%s
                METHOD %s
                AT %s
                IF incrementCounter("hits") == 3
                DO killJVM()
                ENDRULE
                """.formatted(name(), type, method, at);
    }

    /** The option of the server's Java machine that makes it heed the script. */
    static String agent(Path script) {
        try {
            Path jar = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return "-javaagent:" + jar + "=script:" + script + ",boot:" + jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nowhere, from the next start on. */
    static void disarm(Path script) throws IOException {
        Files.writeString(script, NONE);
    }

    /** Here, at the third time after the next start. */
    void arm(Path script) throws IOException {
        Files.writeString(script, rule);
    }
}
