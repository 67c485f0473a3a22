package org.signalbox.core.catalog;

import java.util.Collection;
import org.signalbox.client.InstanceSearch.Comparison;

/** What a search asks of an attribute. */
public record AttributeCondition(Attribute wanted, Comparison comparison) {

    /** Whether one of the values fits. */
    public boolean fits(Collection<Attribute> values) {
        return values.stream().filter(v -> v.name().equals(wanted.name())).anyMatch(this::fits);
    }

    private boolean fits(Attribute value) {
        int compared = value.compareTo(wanted);
        return switch (comparison) {
            case EQUAL -> compared == 0;
            case AT_LEAST -> compared >= 0;
            case AT_MOST -> compared <= 0;
        };
    }
}
