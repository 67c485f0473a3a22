package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.Optional;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.schedule.ScheduleTransaction;
import org.signalbox.engine.schedule.Schedules;

/** Pauses, resumes or triggers a schedule, as the button says. */
@WebServlet("/console/actions/schedule")
public class ScheduleAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ScheduleTransaction transaction;

    @Inject
    private transient Schedules schedules;

    @Inject
    private transient Parameters parameters;

    @Override
    void act(Notice says) {
        String id = parameters.text("id");
        Optional<StoredSchedule> after = switch (parameters.text("wish")) {
            case "pause" -> transaction.pause(id, true);
            case "resume" -> transaction.pause(id, false);
            case "trigger" -> schedules.trigger(id);
            default -> Optional.empty();
        };
        if (after.isEmpty()) {
            says.bad("There is no schedule '" + id + "' any more.");
        } else {
            says.good("Schedule '" + id + "': "
                    + switch (parameters.text("wish")) {
                        case "pause" -> "paused; what comes due is dropped.";
                        case "resume" -> "it goes on.";
                        default -> "it is carried out now.";
                    });
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.of("schedules");
    }
}
