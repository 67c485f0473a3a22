/**
 * A small web application inside the EAR, by which a test outside of the server looks into its database, calls what only
 * code of the application can call, and turns switches off.
 */
@NullMarked
package org.signalbox.it.probe;

import org.jspecify.annotations.NullMarked;
