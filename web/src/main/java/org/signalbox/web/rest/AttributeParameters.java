package org.signalbox.web.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.InstanceSearch.Comparison;
import org.signalbox.core.catalog.AttributeCondition;
import org.signalbox.core.catalog.Search;

/** Reads the parameters that ask for values of search attributes; their names are those of the attributes. */
final class AttributeParameters {

    /** {@code attr.total} is equal, {@code attr.total.from} at least, {@code attr.total.to} at most. */
    static final String NAME = "attr.{name}";

    private static final String PREFIX = "attr.";
    private static final String FROM = ".from";
    private static final String TO = ".to";

    private AttributeParameters() {}

    /** @throws org.signalbox.client.Refused naming an attribute or value that is none */
    static List<AttributeCondition> read(Map<String, List<String>> given, Optional<String> type, Search search) {
        List<AttributeCondition> conditions = new ArrayList<>();
        given.forEach((parameter, values) -> {
            if (parameter.startsWith(PREFIX)) {
                String workflow = type.orElseThrow(() -> Parameter.malformed("Parameter '" + Parameter.shown(parameter)
                        + "' needs the parameter 'type': attributes are those of a workflow."));
                String value = Parameter.text(parameter, values.get(0)).orElse("");
                conditions.add(condition(workflow, parameter.substring(PREFIX.length()), value, search));
            }
        });
        return conditions;
    }

    private static AttributeCondition condition(String type, String name, String value, Search search) {
        if (name.endsWith(FROM)) {
            return search.condition(type, cut(name, FROM), Comparison.AT_LEAST, value);
        } else if (name.endsWith(TO)) {
            return search.condition(type, cut(name, TO), Comparison.AT_MOST, value);
        }
        return search.condition(type, name, Comparison.EQUAL, value);
    }

    private static String cut(String name, String end) {
        return name.substring(0, name.length() - end.length());
    }
}
