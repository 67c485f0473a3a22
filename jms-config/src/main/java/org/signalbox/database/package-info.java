/** What the pool of database connections loads. */
@NullMarked
package org.signalbox.database;

import org.jspecify.annotations.NullMarked;
