package org.signalbox.core.turn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The steps of a line during one execution: first those recorded, which the code has to do again in the same order, and
 * once it stands where it waited, those it adds.
 *
 * <p>Ends of activities become visible at waits only. They came while the line waited, so executed again the code sees
 * them where it saw them first.
 */
final class Track {

    private final String workflow;
    private final List<Step> recorded;
    private final String awaited;
    private final List<Step> added = new ArrayList<>();
    private final Map<Integer, String> ended = new HashMap<>();
    private int next;
    private boolean live;

    private Track(String workflow, List<Step> recorded, String awaited, boolean live) {
        this.workflow = workflow;
        this.recorded = recorded;
        this.awaited = awaited;
        this.live = live;
    }

    /** Of a handler that is executed for the first time. */
    static Track fresh(String workflow) {
        return new Track(workflow, List.of(), "", true);
    }

    static Track of(String workflow, Past past) {
        return new Track(workflow, past.steps(), past.awaited().what(), false);
    }

    /** Whether the code is where it has not been before. */
    boolean isLive() {
        return live;
    }

    /** Notes what is done for the first time. */
    void add(Step step) {
        added.add(step);
    }

    List<Step> added() {
        return added;
    }

    /** How many activities are seen to have ended. */
    int outcomes() {
        return ended.size();
    }

    Optional<String> outcome(int ordinal) {
        return Optional.ofNullable(ended.get(ordinal));
    }

    /**
     * The recorded step that the code does again by doing this.
     *
     * @throws Divergence if it did something else then
     */
    Step again(Step now) {
        skipVersions();
        if (next == recorded.size() || !recorded.get(next).isDoneAgainBy(now)) {
            throw diverged(now.describe());
        }
        return recorded.get(next++);
    }

    /**
     * Comes to a wait.
     *
     * @return the recorded end of it; empty if this is where the line waits, and live from here on
     * @throws Divergence if the code did something else here
     */
    Optional<Step.Passed> arrive(Step.Passed now) {
        skipVersions();
        while (next < recorded.size() && recorded.get(next) instanceof Step.Ended end) {
            ended.put(end.ordinal(), end.outcome());
            next++;
        }
        if (next < recorded.size()) {
            return Optional.of((Step.Passed) again(now));
        }
        if (!awaited.equals(now.awaited())) {
            throw diverged(now.describe());
        }
        live = true;
        return Optional.empty();
    }

    /** The recorded version of a change; empty if there was no such question here. */
    OptionalInt version(String change) {
        for (int i = next; i < recorded.size() && recorded.get(i) instanceof Step.Version version; i++) {
            if (version.change().equals(change)) {
                next = i + 1;
                return OptionalInt.of(version.number());
            }
        }
        return OptionalInt.empty();
    }

    /** A question that the code does not ask any more is no divergence; what follows from the answer would be. */
    private void skipVersions() {
        while (next < recorded.size() && recorded.get(next) instanceof Step.Version) {
            next++;
        }
    }

    /** @throws Divergence if the code ends here, but did not then */
    void end() {
        if (!live) {
            skipVersions();
            throw diverged("end");
        }
    }

    /** Ends of activities are nobody's doing; the wait that follows them tells more. */
    private Divergence diverged(String now) {
        int step = next;
        while (step < recorded.size() && recorded.get(step) instanceof Step.Ended) {
            step++;
        }
        String then = step < recorded.size()
                ? "recorded step " + (step + 1) + " is '" + recorded.get(step).describe() + "'"
                : "it waits for '" + awaited + "' after step " + step;
        return new Divergence(workflow, then, "'" + now + "'");
    }
}
