package org.signalbox.core.catalog;

import java.util.List;
import org.signalbox.client.InstanceSearch;
import org.signalbox.client.InstanceSearch.Comparison;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;

/** Makes what a caller searches for comparable with what is stored. */
public record Search(Catalog catalog) {

    /** @throws Refused {@code UNKNOWN_WORKFLOW}, or {@code MALFORMED} naming what is wrong and what there is */
    public List<AttributeCondition> conditions(InstanceSearch search) {
        WorkflowType type = type(search.workflowType());
        return search.conditions().stream()
                .map(c -> condition(type, c.attribute(), c.comparison(), textOf(c.value())))
                .toList();
    }

    /**
     * One condition.
     *
     * @param value as text
     * @throws Refused as {@link #conditions}
     */
    public AttributeCondition condition(String workflowType, String attribute, Comparison comparison, String value) {
        return condition(type(workflowType), attribute, comparison, value);
    }

    private static AttributeCondition condition(
            WorkflowType type, String attribute, Comparison comparison, String value) {
        try {
            return type.attributes().condition(attribute, comparison, value);
        } catch (BadPayload e) {
            throw new Refused(Reason.MALFORMED, "Workflow '" + type.name() + "': " + e.told());
        }
    }

    private WorkflowType type(String name) {
        return catalog.workflow(name)
                .orElseThrow(() -> new Refused(
                        Reason.UNKNOWN_WORKFLOW,
                        "There is no workflow '" + name + "'; deployed are " + catalog.workflowNames() + "."));
    }

    /** As it stands in a state. */
    public static String textOf(Object value) {
        return Json.tree(Json.write(value)).asText();
    }
}
