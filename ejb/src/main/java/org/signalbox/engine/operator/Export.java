package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.export.ExportText;
import org.signalbox.core.machine.Instance;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.instance.InstanceView;
import org.signalbox.engine.journal.JournalView;

/**
 * Writes instances for a replay elsewhere. Whatever is long is read page by page, each in a transaction of its own, so that
 * neither the heap nor a lock has to last as long as the reader of the text takes.
 */
@ApplicationScoped
public class Export {

    private static final int PAGE = 500;

    @Inject
    private ExportTransaction reading;

    @Inject
    private Overview overview;

    @Inject
    private Clock clock;

    /**
     * Writes one instance; nothing if there is none.
     *
     * @param latest how many of the last events are wanted; those that are not handled yet come in any case
     */
    public void write(WorkflowId id, long latest, Writer out) throws IOException {
        Optional<ExportTransaction.Opening> found = reading.opening(id);
        if (found.isEmpty()) {
            return;
        }
        Instance instance = found.get().instance();
        out.write(ExportText.instance(instance, clock.instant()));
        for (var line : found.get().lines()) {
            out.write(ExportText.line(line));
        }
        for (var timer : found.get().timers()) {
            out.write(ExportText.timer(timer.timer(), timer.dueAt()));
        }
        events(instance, first(instance, latest), out);
        out.write(ExportText.end(id));
    }

    private static long first(Instance instance, long latest) {
        long first = latest >= instance.sequence() ? 1 : instance.sequence() - latest + 1;
        long begin = instance.waiting() > 0 ? Math.min(first, instance.firstWaiting()) : first;
        return instance.due().isPresent() ? Math.min(begin, instance.due().getAsLong()) : begin;
    }

    /** Those that came after the instance was read are of another export. */
    private void events(Instance instance, long first, Writer out) throws IOException {
        long next = first;
        while (next <= instance.sequence()) {
            List<JournalView> page = reading.events(instance.id(), next, PAGE);
            for (JournalView event : page) {
                if (event.entry().sequence() <= instance.sequence()) {
                    out.write(ExportText.event(event.entry(), Optional.of(event.acceptedAt()), event.server()));
                }
            }
            next = page.isEmpty()
                    ? Long.MAX_VALUE
                    : page.get(page.size() - 1).entry().sequence() + 1;
        }
    }

    /** Writes all that the filter shows, as each is when it is its turn. */
    public void write(InstanceFilter filter, long latest, Writer out) throws IOException {
        Optional<String> after = filter.after();
        do {
            List<InstanceView> page = overview.instances(filter.after(after), PAGE);
            for (InstanceView view : page) {
                write(view.instance().id(), latest, out);
            }
            after = page.stream()
                    .skip(PAGE - 1L)
                    .findFirst()
                    .map(last -> last.instance().id().value());
        } while (after.isPresent());
    }
}
