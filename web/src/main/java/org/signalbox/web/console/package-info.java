/**
 * The console: pages for operators at {@code /signalbox/console}.
 *
 * <p>A page is a Facelets view, which only shows, and a bean of the request, which reads for it through
 * {@link org.signalbox.engine.operator.Overview}. A view has no state and no Faces form: every page is a plain GET that
 * can be bookmarked. What changes something is a plain HTML form posted to an {@link org.signalbox.web.console.Action},
 * which answers by redirecting to a page; {@link org.signalbox.web.console.CsrfFilter} lets it through only with the
 * session's token, web.xml only for operators. The pages work without JavaScript. Transactions are opened below, none here.
 */
@NullMarked
package org.signalbox.web.console;

import org.jspecify.annotations.NullMarked;
