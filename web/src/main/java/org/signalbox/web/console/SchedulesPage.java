package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.signalbox.client.ScheduleState;
import org.signalbox.core.payload.Json;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.schedule.ScheduleTransaction;

/** What is started or signalled again and again. */
@Named
@RequestScoped
public class SchedulesPage {

    private static final int ROWS = 25;
    private static final int TIMES = 3;

    @Inject
    private ScheduleTransaction schedules;

    @Inject
    private Parameters parameters;

    @Inject
    private Address address;

    @Inject
    private Show show;

    /** In the order of their ids, with one more than is shown if there is another page. */
    private List<StoredSchedule> found() {
        return schedules.list(parameters.text("after"), ROWS + 1);
    }

    public List<StoredSchedule> rows() {
        return found().stream().limit(ROWS).toList();
    }

    public boolean isFirst() {
        return parameters.ifGiven("after").isEmpty();
    }

    public boolean isContinued() {
        return found().size() > ROWS;
    }

    public String next() {
        return address.of("schedules", "after", rows().get(ROWS - 1).id());
    }

    /** The due times that come next, in one line each. */
    public List<Instant> next(StoredSchedule schedule) {
        return schedule.nextTimes(TIMES);
    }

    public String definition(StoredSchedule schedule) {
        return Json.write(schedule.definition());
    }

    /** What is being carried out, or waits for an instance to end. */
    public String pending(StoredSchedule schedule) {
        return schedule.pending().stream().limit(TIMES).map(show::time).collect(Collectors.joining(", "));
    }

    /** How far the others reach that are carried out after those, in one line each. */
    public List<ScheduleState.Range> backlog(StoredSchedule schedule) {
        return schedule.backlog();
    }

    /** What was missed last; none or one. */
    public List<ScheduleState.Missed> missed(StoredSchedule schedule) {
        return schedule.progression().lastMissed().stream().toList();
    }
}
