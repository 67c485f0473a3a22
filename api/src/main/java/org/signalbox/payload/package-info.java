/**
 * How payloads look where they are kept: encrypted, compressed, or as an application's own codec makes them. The engine
 * applies codecs where it writes to its tables and undoes them where it reads; authors' code sees neither. A sender may
 * apply the same codecs to what it sends.
 */
@NullMarked
package org.signalbox.payload;

import org.jspecify.annotations.NullMarked;
