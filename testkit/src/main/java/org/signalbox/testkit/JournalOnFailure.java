package org.signalbox.testkit;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * JUnit extension: when a test fails, the journal of every {@link TestKit} in a field of the test class is part of the
 * failure that is reported.
 *
 * <pre>
 * &#64;ExtendWith(JournalOnFailure.class)
 * class LoyaltyTest {
 *     private final TestKit kit = TestKit.of(Loyalty.class);
 * </pre>
 */
public final class JournalOnFailure implements TestExecutionExceptionHandler {

    private static final class Journal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Journal(String text) {
            super("The journal at the time of the failure:\n" + text, null, false, false);
        }
    }

    /** Called by JUnit. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        for (Object test : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : kitsIn(test.getClass())) {
                kit(field, test).ifPresent(kit -> failure.addSuppressed(new Journal(kit.journal())));
            }
        }
        throw failure;
    }

    private static List<Field> kitsIn(Class<?> test) {
        return ReflectionSupport.findFields(test, f -> f.getType() == TestKit.class, HierarchyTraversalMode.TOP_DOWN);
    }

    private static Optional<TestKit> kit(Field field, Object test) {
        return ReflectionSupport.tryToReadFieldValue(field, test).toOptional().map(TestKit.class::cast);
    }
}
