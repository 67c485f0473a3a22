/**
 * What the web server does before any application sees a request: it reads bodies without a thread, bounds the threads that wait
 * for clients, and slows down who guesses passwords. WildFly loads it as a filter of its host (http.cli). Uses Undertow, and
 * nothing of Signalbox; opens no transaction.
 */
@NullMarked
package org.signalbox.http;

import org.jspecify.annotations.NullMarked;
