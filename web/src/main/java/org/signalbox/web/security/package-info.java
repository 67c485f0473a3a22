/**
 * What the REST interface and the console have in common in guarding themselves: the names of the roles and the headers
 * of every answer. Who the user is, the container finds out (web.xml). Uses nothing of Signalbox; opens no transaction.
 */
@NullMarked
package org.signalbox.web.security;

import org.jspecify.annotations.NullMarked;
