package org.signalbox.web.console;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.signalbox.client.Reason;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.undeliverable.Undeliverable;

/** Signals nobody could take and nobody has settled, newest first; and one of them, if the address names its number. */
@Named
@RequestScoped
public class UndeliverablePage {

    private static final int ROWS = 25;

    @Inject
    private Overview overview;

    @Inject
    private Parameters parameters;

    @Inject
    private Address address;

    private List<Undeliverable> found = List.of();
    private Optional<Undeliverable> one = Optional.empty();

    @PostConstruct
    void load() {
        if (parameters.ifGiven("number").isPresent()) {
            one = overview.undeliverable(parameters.number("number", -1));
        } else {
            found = overview.undeliverable(workflowId(), reason(), passedOver(), ROWS + 1);
        }
    }

    /** Before an undeliverable signal is shown: there may be none. */
    public void announce() {
        if (!isFound()) {
            FacesContext.getCurrentInstance().getExternalContext().setResponseStatus(404);
        }
    }

    public boolean isFound() {
        return one.isPresent();
    }

    public Undeliverable one() {
        return one.orElseThrow();
    }

    public List<Undeliverable> rows() {
        return found.subList(0, Math.min(ROWS, found.size()));
    }

    public boolean isContinued() {
        return found.size() > ROWS;
    }

    public boolean isFirst() {
        return passedOver() == 0;
    }

    public String begin() {
        return page(0);
    }

    public String next() {
        return page(passedOver() + ROWS);
    }

    private String page(int first) {
        return address.of(
                "undeliverable",
                "reason",
                parameters.text("reason"),
                "workflowId",
                parameters.text("workflowId"),
                "first",
                String.valueOf(first));
    }

    /** In the order of their names. */
    public List<Map.Entry<String, String>> properties() {
        return List.copyOf(new TreeMap<>(one().signal().properties()).entrySet());
    }

    public List<String> reasons() {
        return Arrays.stream(Reason.values()).map(Reason::name).toList();
    }

    private int passedOver() {
        return (int) Math.max(0, Math.min(1_000_000_000, parameters.number("first", 0)));
    }

    private Optional<String> workflowId() {
        return parameters.ifGiven("workflowId").map(t -> t.replaceAll("\\p{Cntrl}", "?"));
    }

    private Optional<Reason> reason() {
        return parameters
                .ifGiven("reason")
                .flatMap(text -> Arrays.stream(Reason.values())
                        .filter(r -> r.name().equals(text))
                        .findFirst());
    }
}
