/**
 * Decides everything about one activity: when an attempt begins, is repeated, is out of time, and how the activity ends. The
 * durable engine and the test kit keep what is decided here and carry it out. It asks no clock and stores nothing.
 */
@NullMarked
package org.signalbox.core.activity;

import org.jspecify.annotations.NullMarked;
