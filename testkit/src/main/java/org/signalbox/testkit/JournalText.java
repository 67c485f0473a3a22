package org.signalbox.testkit;

import java.util.Locale;
import org.signalbox.core.export.Exported;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;

/** Everything that happened, for the eyes of whoever looks for the reason of a failed test. */
final class JournalText {

    private final StringBuilder text = new StringBuilder();

    private JournalText() {}

    static String of(Store store) {
        JournalText journal = new JournalText();
        store.instances().forEach(instance -> journal.add(instance, store));
        store.undeliverable()
                .forEach(u -> journal.line(
                        "undeliverable signal %s to %s: %s %s", u.signal(), u.workflowId(), u.reason(), u.detail()));
        return journal.text.toString();
    }

    /** Of an instance that was exported, the last events. */
    static String of(Exported exported) {
        JournalText journal = new JournalText();
        journal.head(exported.instance());
        exported.latest().forEach(journal::add);
        journal.standing(exported.instance());
        return journal.text.toString();
    }

    private void add(Instance instance, Store store) {
        head(instance);
        store.journal(instance.id()).forEach(this::add);
        standing(instance);
        asked(instance, store);
    }

    private void head(Instance instance) {
        line(
                "%s · %s · run %d · %s%s",
                instance.id(),
                instance.type(),
                instance.run(),
                instance.status(),
                instance.waiting() == 0 ? "" : " · " + instance.waiting() + " waiting");
    }

    private void standing(Instance instance) {
        instance.state().ifPresent(state -> line("  state   %s", state));
        instance.result().ifPresent(result -> line("  result  %s", result));
        instance.failure().ifPresent(failure -> line("  failure %s", failure));
        instance.parking()
                .ifPresent(p -> line(
                        "  parked since %s, %d attempt(s), next %s: %s",
                        p.since(),
                        p.attempts(),
                        p.retryAt().map(Object::toString).orElse("by hand"),
                        p.error().replace("\n", "\n    ")));
        instance.lines()
                .forEach(l -> line(
                        "  %s of event %d waits for %s",
                        l.main() ? "main line" : "handler",
                        l.opened(),
                        l.awaited().describe()));
    }

    /** What it has asked for. */
    private void asked(Instance instance, Store store) {
        store.timers(instance.id())
                .forEach(t -> line(
                        "  timer %s at %s%s",
                        t.timer(), t.dueAt(), t.every().map(e -> " every " + e).orElse("")));
        store.children(instance.id())
                .forEach(c -> line(
                        "  child #%d.%d %s %s %s",
                        c.key().sequence(), c.key().ordinal(), c.type(), c.workflowId(), c.state()));
        store.activities(instance.id())
                .forEach(a -> line(
                        "  activity #%d.%d %s%s %s, %d attempt(s)%s",
                        a.key().sequence(),
                        a.key().ordinal(),
                        a.name(),
                        a.arguments(),
                        a.state(),
                        a.attempts(),
                        a.failure().map(f -> ": " + f).orElse("")));
    }

    private void add(Entry entry) {
        Event event = entry.event();
        line(
                "  %4d %-8s %s %s%s",
                entry.sequence(),
                event.kind(),
                event.name(),
                event.payload().orElse(""),
                entry.state() == Entry.State.HANDLED ? "" : " [" + entry.state() + "]");
        entry.decided().forEach(decided -> line("         → %s", decided));
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
