package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the browser for the first test that wants it; JUnit closes it after the last. */
final class SharedBrowser implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedBrowser.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Browser.absence().ifPresent(absence -> {
            if (Boolean.parseBoolean(System.getenv("SIGNALBOX_REQUIRE_BROWSER"))) {
                Assertions.fail(absence + ", and SIGNALBOX_REQUIRE_BROWSER asks for them");
            }
            Assumptions.abort("Tests of the console are skipped: " + absence + ".");
        });
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
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Browser.class, key -> Browser.start(), Browser.class);
    }
}
