package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Life;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.engine.activity.ActivityView;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.timer.TimerStore.TimerView;

/** What makes the instance that is shown go on: the answer to "why is it not moving?", unless it is parked. */
@Named
@RequestScoped
public class Outlook {

    private static final int MOST_LINES = 3;
    private static final int MOST_ACTIVITIES = 100;

    @Inject
    private Overview overview;

    @Inject
    private Catalog catalog;

    @Inject
    private InstancePage page;

    @Inject
    private Show show;

    /** A reason, and the part of the page that tells more. */
    public record Line(String text, String part) {}

    /** Empty if the run has ended or is paused. */
    public List<Line> lines() {
        Instance instance = page.instance();
        if (!instance.status().isRunning() || instance.isPaused()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        boolean deployed = catalog.workflow(instance.type()).isPresent();
        if (!deployed) {
            lines.add(new Line(
                    "Workflow '" + instance.type() + "' is not deployed; nothing is handled until it is.", "journal"));
        }
        if (instance.waiting() > 0) {
            lines.add(new Line(
                    instance.waiting() == 1
                            ? "One event is accepted and not handled yet."
                            : show.number(instance.waiting()) + " events are accepted and not handled yet.",
                    "inbox"));
        }
        instance.life()
                .beginning()
                .flatMap(Life.Beginning::at)
                .ifPresent(at -> lines.add(new Line("The run begins " + show.away(at) + ".", "journal")));
        instance.lines().forEach(line -> lines.add(new Line(line.describe() + ".", "journal")));
        lines.addAll(cut(activities(instance), "activities"));
        lines.addAll(cut(timers(instance), "timers"));
        if (deployed && lines.isEmpty()) {
            lines.add(new Line("Nothing is under way and no timer is set: it waits for a signal.", "journal"));
        }
        return lines;
    }

    private List<Line> activities(Instance instance) {
        return overview.activities(instance.id(), MOST_ACTIVITIES).stream()
                .filter(activity -> activity.endedAt().isEmpty())
                .map(activity -> new Line(tell(activity), "activities"))
                .toList();
    }

    private String tell(ActivityView activity) {
        String name = "Activity " + activity.activity();
        if (activity.state() == ActivityState.RUNNING) {
            return name + " runs, attempt " + activity.attempt()
                    + activity.startedAt().map(at -> ", begun " + show.away(at)).orElse("") + ".";
        }
        return name + (activity.attempt() == 0 ? " is to begin" : " failed in attempt " + activity.attempt())
                + activity.nextLook()
                        .filter(at -> activity.attempt() > 0)
                        .map(at -> "; the next one is due " + show.away(at))
                        .orElse("")
                + ".";
    }

    private List<Line> timers(Instance instance) {
        return overview.timers(instance.id()).stream()
                .filter(timer -> !OpenLine.isTimer(timer.timer()))
                .map(timer -> new Line(tell(timer), "timers"))
                .toList();
    }

    private String tell(TimerView timer) {
        return "Timer '" + timer.timer() + "' is due " + show.away(timer.dueAt()) + ".";
    }

    private static List<Line> cut(List<Line> lines, String part) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<Line> some = new ArrayList<>(lines.subList(0, MOST_LINES));
        some.add(new Line("And " + (lines.size() - MOST_LINES) + " more.", part));
        return some;
    }
}
