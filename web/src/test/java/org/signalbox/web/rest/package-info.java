/** The REST interface without a server. */
@NullMarked
package org.signalbox.web.rest;

import org.jspecify.annotations.NullMarked;
