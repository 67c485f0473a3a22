/** Tests that Arquillian runs inside the server, among the beans of the application. */
@NullMarked
package org.signalbox.it.container;

import org.jspecify.annotations.NullMarked;
