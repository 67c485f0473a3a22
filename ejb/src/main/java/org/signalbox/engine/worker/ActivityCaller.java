package org.signalbox.engine.worker;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.activity.AttemptCall;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;
import org.signalbox.core.turn.ProcessEnded;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.application.RunningCode;
import org.signalbox.engine.application.ServerStopping;

/** Calls the application's bean for an attempt, in none of our transactions and in a request of its own. */
@ApplicationScoped
public class ActivityCaller {

    @Inject
    @Any
    private Instance<Object> beans;

    @Inject
    private CurrentAttempt current;

    @Inject
    private TransactionalCaller transactional;

    @Inject
    private EngineSettings settings;

    @Inject
    private RunningCode running;

    @Inject
    private Readiness readiness;

    /** An {@code OutOfMemoryError} or {@code StackOverflowError} is a failure of the attempt, too. */
    @ActivateRequestContext
    public CallResult call(LiveAttempt attempt) {
        ActivityTransaction.Call call = attempt.call();
        try {
            return running.call(
                    "activity " + call.method().fullName() + " "
                            + call.attempt().key(),
                    () -> called(attempt));
        } catch (ProcessEnded e) {
            return new CallResult.Ended(ActivityOutcome.Failed.of(e, false));
        }
    }

    private CallResult called(LiveAttempt attempt) {
        ActivityTransaction.Call call = attempt.call();
        Instance.Handle<?> bean = null;
        try {
            current.is(attempt);
            bean = beans.select(call.type()).getHandle();
            Object called = bean.get();
            if (call.method().transactional()) {
                return transactional.call(attempt, () -> result(call, called));
            }
            String result = result(call, called);
            return attempt.isCompletedLater()
                    ? new CallResult.Outside()
                    : new CallResult.Ended(new ActivityOutcome.Completed(result));
        } catch (Throwable e) {
            if (readiness.mayInterrupt()) {
                throw new ServerStopping(Causes.copyOf(e));
            }
            return failed(
                    call, e instanceof EJBException ? AuthorFailure.causeOf(e).orElse(e) : e);
        } finally {
            release(bean);
        }
    }

    private String result(ActivityTransaction.Call call, Object bean) throws Throwable {
        return AttemptCall.call(
                call.method(), bean, call.arguments(), settings.forMachine().sizes());
    }

    private static CallResult failed(ActivityTransaction.Call call, Throwable thrown) {
        return new CallResult.Ended(
                AttemptCall.thrown(thrown, call.method(), call.attempt().number()));
    }

    /** Beans of a normal scope outlive the call; a dependent one was made for it. */
    private static void release(Instance.@Nullable Handle<?> bean) {
        if (bean != null && bean.getBean().getScope() == Dependent.class) {
            bean.destroy();
        }
    }
}
