package org.signalbox.web.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.signalbox.client.InstanceSearch.Comparison;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.core.catalog.AttributeCondition;
import org.signalbox.core.catalog.Search;

/** Reads what a person asks of a search attribute: {@code name=value}, {@code name>=value} or {@code name<=value}. */
final class AttributeQuestion {

    private static final Pattern FORM = Pattern.compile("([^=<>]+)(>=|<=|=)(.*)");

    private AttributeQuestion() {}

    /** @throws Refused telling what is wrong with it */
    static AttributeCondition read(String text, String type, Search search) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new Refused(Reason.MALFORMED, "Ask for an attribute as name=value, name>=value or name<=value.");
        }
        if (type.isEmpty()) {
            throw new Refused(Reason.MALFORMED, "Choose the workflow whose attribute it is.");
        }
        Comparison comparison = switch (parts.group(2)) {
            case ">=" -> Comparison.AT_LEAST;
            case "<=" -> Comparison.AT_MOST;
            default -> Comparison.EQUAL;
        };
        return search.condition(
                type, parts.group(1).strip(), comparison, parts.group(3).strip());
    }
}
