/**
 * The server as a process: what {@code ./run}, the integration tests and the benchmark start, kill and stop.
 *
 * <p>{@link org.signalbox.server.ServerProcess} runs a WildFly out of a distribution that the build has configured, with
 * data, logs, users and deployments in a <em>base directory</em> of its own, so that they outlive every rebuild. {@link
 * org.signalbox.server.Main} is the main job: server, demonstration, console.
 *
 * <p>This package uses the JDK and nothing else: it must start from {@code target/classes} alone. It knows no class of
 * the application that it deploys. There are no transactions here.
 */
@NullMarked
package org.signalbox.server;

import org.jspecify.annotations.NullMarked;
