/** Rules for all modules, checked on their compiled classes and, where those don't tell, on their sources. */
@NullMarked
package org.signalbox.it.architecture;

import org.jspecify.annotations.NullMarked;
