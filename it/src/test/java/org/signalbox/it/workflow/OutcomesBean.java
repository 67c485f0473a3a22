package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.signalbox.activity.ActivityContext;
import org.signalbox.activity.RetryAfter;
import org.signalbox.workflow.TerminalFailure;

/** Also used by the test kit, which gives it its own context. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class OutcomesBean implements Outcomes, OneByOne {

    /** More characters than a result may have. */
    private static final int TOO_MANY = 10_000_001;

    private ActivityContext attempt;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected OutcomesBean() {}

    @Inject
    public OutcomesBean(ActivityContext attempt) {
        this.attempt = attempt;
    }

    @Override
    public String act(String how, String key) {
        return switch (how) {
            case "causes" -> throw new IllegalStateException("outer\0", new IllegalArgumentException("inner"));
            case "terminal" -> throw new TerminalFailure("there is no such thing");
            case "without message" -> throw new UnsupportedOperationException();
            case "deep" -> String.valueOf(depth(1));
            case "retry after" -> after(Duration.ofMillis(200), "come back");
            case "back-off" -> after(Duration.ofHours(1), "not before an hour");
            case "large" -> "x".repeat(TOO_MANY);
            case "first fails" -> firstFails(key);
            default -> later(key);
        };
    }

    @SuppressWarnings("InfiniteRecursion") // a stack that overflows is what the attempt is to meet
    private static int depth(int depth) {
        return depth(depth + 1) + 1;
    }

    private String after(Duration delay, String why) {
        if (attempt.attempt() == 1) {
            throw new RetryAfter(delay, why);
        }
        return "in attempt " + attempt.attempt();
    }

    private String firstFails(String key) {
        attempt.heartbeat("details of " + attempt.attempt());
        later(key);
        if (attempt.attempt() == 1) {
            throw new IllegalStateException("after the mail was sent");
        }
        return "";
    }

    private String later(String key) {
        Switches.note(key, attempt.completeLater().value());
        return "";
    }

    @Override
    public String startToClose(String how, String key) {
        return later(key);
    }

    @Override
    public String scheduleToClose(String how, String key) {
        return later(key);
    }

    @Override
    public String heartbeat(String how, String key) {
        return later(key);
    }

    @Override
    public String strict(String how, String key) {
        return firstFails(key);
    }

    @Override
    public String hold(String how, String key) {
        return later(key);
    }

    @Override
    public String soon(String how, String key) {
        return "";
    }
}
