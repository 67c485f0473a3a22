package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.engine.operator.ServerList.Listed;
import org.signalbox.engine.server.Server;

/**
 * A server, as it last wrote, at most a second ago if it lives. All times are the database's.
 *
 * @param version of the engine
 * @param started when its process began to work
 * @param lastSign its last sign of life
 * @param stopped when it stopped in good order; absent while it runs, and if it was killed
 * @param living whether it runs: it has not stopped, and its last sign of life is at most 5 s old
 * @param turns events that it has accepted or handled since its start
 * @param turnsLastMinute those of the last minute
 * @param share its part of the turns of all living servers in the last minute, from 0 to 1
 * @param due timers and schedules that it has found due since its start
 * @param attempts attempts of activities that it has begun since its start
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ServerView(
        String node,
        String version,
        Instant started,
        Instant lastSign,
        Optional<Instant> stopped,
        boolean living,
        long turns,
        long turnsLastMinute,
        double share,
        long due,
        long attempts) {

    static ServerView of(Listed listed) {
        Server server = listed.server();
        return new ServerView(
                server.node(),
                server.version(),
                server.started(),
                server.seen(),
                server.ended(),
                server.living(),
                server.work().turns(),
                server.work().lastMinute(),
                listed.percent() / 100.0,
                server.work().due(),
                server.work().attempts());
    }

    /**
     * All servers.
     *
     * @param here the one that answers
     */
    public record All(String here, List<ServerView> servers) {

        static All of(String here, List<Listed> servers) {
            return new All(here, servers.stream().map(ServerView::of).toList());
        }
    }
}
