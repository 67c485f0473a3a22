package org.signalbox.it.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.it.server.OnServer;

/**
 * Runs the class's tests with one browser that all such classes share, and that is logged in nowhere when a test begins;
 * {@link Browser} can be a parameter. A test fails if the browser has complained of anything that the test did not read.
 *
 * <p>On a machine without Chromium and its driver the tests are skipped and say so; with the environment variable {@code
 * SIGNALBOX_REQUIRE_BROWSER=true} they fail.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OnServer
@Tag("browser")
@ExtendWith(SharedBrowser.class)
@interface InBrowser {}
