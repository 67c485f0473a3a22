/** The REST interface of the running server, called as programs outside call it. */
@NullMarked
package org.signalbox.it.rest;

import org.jspecify.annotations.NullMarked;
