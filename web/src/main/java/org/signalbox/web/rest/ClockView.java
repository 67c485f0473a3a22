package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.engine.clock.ServerClock;

/**
 * How a server's clock stands.
 *
 * @param engineTime what the engine goes by
 * @param wallTime what the machine's clock shows
 * @param databaseTime the database's time at that moment
 * @param aheadOfDatabase how far the engine's time is ahead of the database's, such as {@code PT0.02S}
 * @param doubt how far the wall clock jumped; absent if it is trusted
 * @param doubtSince the engine's time at the jump
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ClockView(
        String server,
        Instant engineTime,
        Instant wallTime,
        Instant databaseTime,
        String aheadOfDatabase,
        Optional<String> doubt,
        Optional<Instant> doubtSince) {

    static ClockView of(ServerClock clock) {
        return new ClockView(
                clock.server(),
                clock.sign().engineTime(),
                clock.sign().wallTime(),
                clock.databaseTime(),
                clock.aheadOfDatabase().toString(),
                clock.doubt().map(Duration::toString),
                clock.sign().doubtSince());
    }

    /**
     * How all clocks stand.
     *
     * @param here the server that answers
     * @param trusted whether no server's clock is in doubt
     */
    public record All(String here, boolean trusted, List<ClockView> servers) {

        static All of(String here, List<ServerClock> clocks) {
            return new All(
                    here,
                    clocks.stream().allMatch(c -> c.doubt().isEmpty()),
                    clocks.stream().map(ClockView::of).toList());
        }
    }
}
