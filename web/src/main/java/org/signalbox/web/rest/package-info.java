/**
 * The REST interface: one resource class per noun. Resources translate and delegate to
 * {@link org.signalbox.engine.gate.SignalGate}, {@link org.signalbox.engine.operator.Overview} and
 * {@link org.signalbox.engine.operator.Repair}, which open the transactions; none is open here.
 *
 * <p>JSON that belongs to authors and senders (payloads, inputs, states, results, answers of queries) passes through as
 * it is. Every failure becomes a {@link org.signalbox.web.rest.Problem} in
 * {@link org.signalbox.web.rest.FailureMapper}; who may call what is decided in
 * {@link org.signalbox.web.rest.AccessFilter} from the {@code @RolesAllowed} of the method. The contract is
 * {@code META-INF/openapi.json}, which a test compares with the annotations.
 */
@NullMarked
package org.signalbox.web.rest;

import org.jspecify.annotations.NullMarked;
