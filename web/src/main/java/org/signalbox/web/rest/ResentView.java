package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.signalbox.engine.operator.Repair;

/**
 * What came of sending undeliverable signals again.
 *
 * @param next where to go on; absent if there are no more
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ResentView(int resent, int refused, Optional<String> next) {

    static ResentView of(Repair.Resent resent) {
        return new ResentView(
                resent.taken(),
                resent.refused(),
                resent.next().stream().mapToObj(String::valueOf).findFirst());
    }
}
