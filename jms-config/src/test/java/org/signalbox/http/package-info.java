/** Tests the filter of the web server, on an Undertow inside the test's process. */
@NullMarked
package org.signalbox.http;

import org.jspecify.annotations.NullMarked;
