/**
 * Attacks: what each role, and who has none, tries at each door of the server and at an external broker. The attempts are generated from the
 * names there are, and a table says which of them may succeed.
 */
@NullMarked
package org.signalbox.it.attack;

import org.jspecify.annotations.NullMarked;
