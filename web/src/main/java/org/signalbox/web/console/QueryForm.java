package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Refused;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.operator.QueryFailed;

/** Asks a query of the instance that is shown. */
@Named
@RequestScoped
public class QueryForm {

    @Inject
    private Overview overview;

    @Inject
    private Catalog catalog;

    @Inject
    private InstancePage page;

    @Inject
    private Parameters parameters;

    /** What came out of it. */
    public record Answer(String text, boolean bad) {}

    /** Empty if the workflow is not deployed. */
    public List<String> names() {
        return catalog.workflow(page.instance().type())
                .map(WorkflowType::queryNames)
                .map(List::copyOf)
                .orElse(List.of());
    }

    /** Empty if nothing was asked. */
    public Optional<Answer> answer() {
        return parameters.ifGiven("query").map(this::ask);
    }

    private Answer ask(String query) {
        try {
            return new Answer(overview.query(page.instance().id(), query, parameters.ifGiven("argument")), false);
        } catch (Refused | QueryFailed e) {
            return new Answer(String.valueOf(e.getMessage()), true);
        }
    }
}
