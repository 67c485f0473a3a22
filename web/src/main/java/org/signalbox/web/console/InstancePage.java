package org.signalbox.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Life;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.activity.ActivityView;
import org.signalbox.engine.instance.InstanceView;
import org.signalbox.engine.journal.JournalView;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.operator.Updates;
import org.signalbox.engine.timer.TimerStore.TimerView;

/** One instance; the address tells which, and what to show of it. */
@Named
@RequestScoped
public class InstancePage {

    private static final int ROWS = 25;
    private static final int MOST_ROWS = 100;

    /** The parts of the page; the first one is shown if the address names none. */
    private static final List<String> VIEWS = List.of(
            "state", "inbox", "journal", "updates", "timers", "activities", "children", "queries", "signal", "operate");

    /** Those that only an operator has something to do with. */
    private static final List<String> CHANGING = List.of("signal", "operate");

    @Inject
    private Overview overview;

    @Inject
    private Updates updates;

    @Inject
    private Parameters parameters;

    @Inject
    private Address address;

    private Optional<InstanceView> found = Optional.empty();

    @PostConstruct
    void load() {
        found = idIn(parameters.text("id")).flatMap(overview::instance);
    }

    static Optional<WorkflowId> idIn(String text) {
        try {
            return Optional.of(new WorkflowId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The id that a form names. */
    static WorkflowId given(Parameters parameters) {
        return idIn(parameters.text("id"))
                .orElseThrow(() -> new Refused(Reason.UNKNOWN_INSTANCE, "That is no workflow id."));
    }

    /** Before the page is shown: there may be no such instance. */
    public void announce() {
        if (!isFound()) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
        }
    }

    public boolean isFound() {
        return found.isPresent();
    }

    public InstanceView view() {
        return found.orElseThrow();
    }

    public Instance instance() {
        return view().instance();
    }

    /** What its start wanted to be shown beside it: text as it is, anything else as JSON. */
    public List<Map.Entry<String, String>> memo() {
        return instance().life().memo().entrySet().stream()
                .map(e -> Map.entry(
                        e.getKey(),
                        e.getValue().isTextual()
                                ? Undecodable.shown(e.getValue().textValue())
                                : e.getValue().toString()))
                .toList();
    }

    /** What the run before this one failed with, if this one follows because of that. */
    public Optional<String> failureBefore() {
        return instance().life().chain().flatMap(Life.Chain::lastFailure).map(Undecodable::shown);
    }

    /** The word for an end that was no success. */
    public String end() {
        return switch (instance().status()) {
            case TERMINATED -> "Terminated";
            case TIMED_OUT -> "Out of time";
            default -> "Failed";
        };
    }

    public List<String> parts() {
        return VIEWS;
    }

    public boolean isChanging(String part) {
        return CHANGING.contains(part);
    }

    /** The part's name on the page. */
    public String title(String part) {
        return switch (part) {
            case "signal" -> "Send a signal";
            case "inbox" ->
                instance().waiting() == 0 ? "Inbox" : "Inbox (" + instance().waiting() + ")";
            default -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
        };
    }

    /** Which part is shown. */
    public String part() {
        return Optional.of(parameters.text("view")).filter(VIEWS::contains).orElse(VIEWS.get(0));
    }

    public String address(String part) {
        return address.instance(instance().id().value(), part);
    }

    /** Where the instance is to be had as a file. */
    public String export() {
        return address.export(instance().id().value());
    }

    public List<JournalView> inbox() {
        return overview.inbox(instance().id(), MOST_ROWS);
    }

    public List<JournalView> journal() {
        return overview.journal(instance().id(), from(), ROWS);
    }

    /** The first sequence shown: the newest events, if the address does not say. */
    public long from() {
        long newest = Math.max(1, instance().sequence() - ROWS + 1);
        return Math.max(1, Math.min(newest, parameters.number("from", newest)));
    }

    public long to() {
        return Math.min(instance().sequence(), from() + ROWS - 1);
    }

    public long older() {
        return Math.max(1, from() - ROWS);
    }

    public long newer() {
        return from() + ROWS;
    }

    public List<Updates.Update> updates() {
        return updates.of(instance().id(), MOST_ROWS);
    }

    public List<TimerView> timers() {
        return overview.timers(instance().id());
    }

    public List<ActivityView> activities() {
        return overview.activities(instance().id(), MOST_ROWS);
    }

    public List<Child> children() {
        return overview.children(instance().id(), MOST_ROWS);
    }

    /** The bond to the run that started this one as a child. */
    public Optional<Child> parent() {
        return overview.parent(instance().id(), instance().run());
    }

    public int mostRows() {
        return MOST_ROWS;
    }
}
