package org.signalbox.core.turn;

import org.signalbox.client.WorkflowId;

/**
 * The identity of a scheduled activity: which event of which instance asked for it, and the how-manieth it was.
 *
 * @param sequence of the event in whose turn it was scheduled
 * @param ordinal from 1 within the turn
 */
public record ActivityKey(WorkflowId workflowId, long sequence, int ordinal) {}
