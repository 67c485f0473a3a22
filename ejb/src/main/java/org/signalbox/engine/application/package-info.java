/**
 * How the deployed application comes up: migration of the schema, the catalog of workflows, the clock, and the readiness
 * that every consumer waits for.
 */
@NullMarked
package org.signalbox.engine.application;

import org.jspecify.annotations.NullMarked;
