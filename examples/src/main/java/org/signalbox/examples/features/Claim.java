package org.signalbox.examples.features;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.SearchAttribute;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;

/** Search attributes: claims are found, and signalled, by what is in them. */
@Workflow("claim")
class Claim {

    @SearchAttribute
    private Optional<String> policy = Optional.empty();

    @SearchAttribute
    private int amount;

    @SearchAttribute
    private final Set<String> tags = new TreeSet<>();

    @Signal
    void file(String policyNumber) {
        policy = Optional.of(policyNumber);
    }

    @Signal
    void assess(int cents) {
        amount = cents;
        if (cents > 1_000_000) {
            tags.add("large");
        }
    }

    @Query
    String summary() {
        return policy.orElse("no policy") + ": " + amount + " " + tags;
    }
}
