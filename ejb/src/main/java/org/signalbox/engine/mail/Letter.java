package org.signalbox.engine.mail;

import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Mail;

/**
 * Mail that is kept until it is brought.
 *
 * @param from on whose behalf it was sent
 * @param number ascending in the order in which that instance asked for it
 */
public record Letter(WorkflowId from, long number, Mail mail) {}
