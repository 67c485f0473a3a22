/**
 * Runs workflows in a plain unit test: on the same core as the server, with stores in memory and a clock that the test
 * moves. {@link org.signalbox.testkit.TestKit} is the entrance and needs no test framework;
 * {@link org.signalbox.testkit.JournalOnFailure} adds the journal to a failed JUnit test.
 *
 * <p>Uses {@code core} and, for that one class, JUnit's API. There is no transaction here: what a handler does to
 * things outside of its workflow is not undone when its turn fails.
 */
@NullMarked
package org.signalbox.testkit;

import org.jspecify.annotations.NullMarked;
