package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.clock.ServerClock;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.operator.ServerClocks;
import org.signalbox.engine.operator.ServerList;

/** How many there are of what. */
@Named
@RequestScoped
public class HomePage {

    @Inject
    private Overview overview;

    @Inject
    private Catalog catalog;

    @Inject
    private ServerClocks clocks;

    @Inject
    private ServerList servers;

    /** How many instances have a status. */
    public record StatusCount(Status status, long count) {}

    public List<StatusCount> statuses() {
        return Stream.of(Status.RUNNING, Status.PAUSED, Status.COMPLETED, Status.FAILED)
                .map(status -> new StatusCount(status, count(Optional.of(status), false)))
                .toList();
    }

    public long parked() {
        return count(Optional.empty(), true);
    }

    public long undeliverable() {
        return overview.countUndeliverable();
    }

    public List<WorkflowType> workflows() {
        return catalog.workflowNames().stream()
                .flatMap(name -> catalog.workflow(name).stream())
                .toList();
    }

    /** Those that gave a sign of life within a day. */
    public List<ServerList.Listed> servers() {
        return servers.all();
    }

    /** Of all servers that run. */
    public List<ServerClock> clocks() {
        return clocks.all();
    }

    private long count(Optional<Status> status, boolean parkedOnly) {
        return overview.count(new InstanceFilter(
                Optional.empty(), status, parkedOnly, Optional.empty(), List.of(), Optional.empty()));
    }
}
