/**
 * What a Java client inside the application uses to start, signal and query instances, and the vocabulary of the
 * answers that every door (JMS, REST, Java) gives.
 */
@NullMarked
package org.signalbox.client;

import org.jspecify.annotations.NullMarked;
