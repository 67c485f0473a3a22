package org.signalbox.engine.alarm;

import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.application.Watch;
import org.signalbox.engine.gate.Errand;

/** Has every transaction of turns watched; bound to {@code TurnTransaction} by ejb-jar.xml. */
public class TurnWatch {

    @Inject
    private Watch watch;

    @AroundInvoke
    Object watched(InvocationContext turns) throws Exception {
        Watch.Watched watched = watch.begin(
                Thread.currentThread(),
                () -> "The turn, in one transaction, of instances " + instances(turns.getParameters()));
        try {
            return turns.proceed();
        } finally {
            watch.end(watched);
        }
    }

    private static List<WorkflowId> instances(Object[] parameters) {
        return Arrays.stream(parameters)
                .filter(Collection.class::isInstance)
                .flatMap(p -> ((Collection<?>) p).stream())
                .filter(Errand.class::isInstance)
                .map(errand -> ((Errand<?>) errand).workflowId())
                .distinct()
                .toList();
    }
}
