package org.signalbox.engine.server;

/**
 * How much a server has done since its start.
 *
 * @param turns events that it has accepted or handled
 * @param lastMinute those of the last minute
 * @param due timers and schedules that it has found due
 * @param attempts attempts of activities that it has begun
 */
public record Work(long turns, long lastMinute, long due, long attempts) {}
