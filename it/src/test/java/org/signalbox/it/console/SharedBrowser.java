package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser for the first test that wants it; JUnit closes it after the last. */
final class SharedBrowser implements ExecutionCondition, AfterEachCallback, ParameterResolver {

    private static final Logger LOG = Logger.getLogger(SharedBrowser.class.getName());

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedBrowser.class);

    /** A condition, and no assumption before all tests: an object that lives as long as its class is made before that. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean required = Boolean.parseBoolean(System.getenv("SIGNALBOX_REQUIRE_BROWSER"));
        return Browser.absence()
                .filter(absence -> !required)
                .map(absence -> {
                    String skipped = context.getDisplayName() + " is skipped: " + absence;
                    LOG.warning(skipped);
                    return ConditionEvaluationResult.disabled(skipped);
                })
                .orElseGet(() -> ConditionEvaluationResult.enabled("there is a browser, or there must be one"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return browser(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Browser browser = browser(context);
        browser.forget();
        assertThat(browser.complaints()).as("complaints of the browser").isEmpty();
    }

    private static Browser browser(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Browser.class, key -> Browser.start(), Browser.class);
    }
}
