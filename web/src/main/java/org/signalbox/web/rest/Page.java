package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Some rows of a list.
 *
 * @param next what to ask for to get the rows that follow; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Page<T>(List<T> items, Optional<String> next) {

    /** A list that is complete. */
    static <T> Page<T> of(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    /**
     * A page of rows of which one more than wanted was asked for.
     *
     * @param next what a page continues at, told from the last row on this page and the first one that is not
     */
    static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> view, Continuation<R> next) {
        boolean last = rows.size() <= limit;
        List<R> shown = last ? rows : rows.subList(0, limit);
        return new Page<>(
                shown.stream().map(view).toList(),
                last ? Optional.empty() : Optional.of(next.of(rows.get(limit - 1), rows.get(limit))));
    }

    /** Where the next page begins. */
    interface Continuation<R> {
        String of(R lastShown, R firstNotShown);
    }
}
