package org.signalbox.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Refused;
import org.signalbox.core.catalog.AttributeCondition;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Search;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.instance.InstanceView;
import org.signalbox.engine.operator.Overview;

/** The list of instances, in the order of their ids; the address tells filter and page. */
@Named
@RequestScoped
public class InstancesPage {

    private static final int ROWS = 50;

    @Inject
    private Overview overview;

    @Inject
    private Catalog catalog;

    @Inject
    private Parameters parameters;

    @Inject
    private Address address;

    private List<InstanceView> found = List.of();
    private long matching;
    private String complaint = "";

    @PostConstruct
    void load() {
        conditions();
        if (!complaint.isEmpty()) {
            return;
        }
        found = overview.instances(filter(parameters.ifGiven("after")), ROWS + 1);
        matching = overview.count(filter(Optional.empty()));
    }

    public List<InstanceView> rows() {
        return found.subList(0, Math.min(ROWS, found.size()));
    }

    /** How many there are on all pages. */
    public long matching() {
        return matching;
    }

    public boolean isContinued() {
        return found.size() > ROWS;
    }

    public boolean isFirst() {
        return parameters.ifGiven("after").isEmpty();
    }

    /** The address of the first page of the same filter. */
    public String begin() {
        return page("");
    }

    public String next() {
        return page(found.get(ROWS - 1).instance().id().value());
    }

    private String page(String after) {
        return address.of(
                "instances",
                "type",
                parameters.text("type"),
                "status",
                parameters.text("status"),
                "parked",
                parameters.text("parked"),
                "prefix",
                parameters.text("prefix"),
                "attribute",
                parameters.text("attribute"),
                "after",
                after);
    }

    public List<String> types() {
        return List.copyOf(catalog.workflowNames());
    }

    public List<String> statuses() {
        return Arrays.stream(Status.values())
                .filter(s -> s != Status.EXPECTED)
                .map(Status::name)
                .toList();
    }

    private InstanceFilter filter(Optional<String> after) {
        return new InstanceFilter(
                parameters.ifGiven("type").map(InstancesPage::storable),
                parameters
                        .ifGiven("status")
                        .flatMap(s -> Arrays.stream(Status.values())
                                .filter(status -> status.name().equals(s))
                                .findFirst()),
                parameters.text("parked").equals("true"),
                parameters.ifGiven("prefix").map(InstancesPage::storable),
                conditions(),
                after.map(InstancesPage::storable));
    }

    /** What is wrong with what is asked of an attribute; empty text if nothing is. */
    public String complaint() {
        return complaint;
    }

    private List<AttributeCondition> conditions() {
        Optional<String> asked = parameters.ifGiven("attribute").map(InstancesPage::storable);
        if (asked.isEmpty()) {
            return List.of();
        }
        try {
            complaint = "";
            return List.of(AttributeQuestion.read(asked.get(), parameters.text("type"), new Search(catalog)));
        } catch (Refused e) {
            complaint = String.valueOf(e.getMessage());
            return List.of();
        }
    }

    /** No stored text has control characters, and not every database takes them in a question. */
    private static String storable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
