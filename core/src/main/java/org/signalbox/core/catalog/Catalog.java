package org.signalbox.core.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** All workflows and activities of the application. Immutable and safe for any thread. */
public final class Catalog {

    private final Map<String, WorkflowType> workflows;
    private final Map<String, ActivityType> activities;

    private Catalog(Map<String, WorkflowType> workflows, Map<String, ActivityType> activities) {
        this.workflows = Map.copyOf(workflows);
        this.activities = Map.copyOf(activities);
    }

    /**
     * Reads annotated classes.
     *
     * @param fresh gives for a workflow class what makes its objects
     * @throws InvalidApplication listing everything that is wrong with any of them
     */
    public static Catalog of(
            Collection<Class<?>> workflows, Collection<Class<?>> activities, Function<Class<?>, Supplier<?>> fresh) {
        List<String> problems = new ArrayList<>();
        Map<String, WorkflowType> types = new LinkedHashMap<>();
        for (Class<?> code : workflows) {
            WorkflowType type = new WorkflowReader(code, problems::add).read(fresh.apply(code));
            WorkflowType other = types.put(type.name(), type);
            if (other != null) {
                problems.add("two workflows are called '" + type.name() + "': "
                        + other.code().getName() + " and " + code.getName());
            }
        }
        Map<String, ActivityType> interfaces = new LinkedHashMap<>();
        for (Class<?> code : activities) {
            ActivityType type = ActivityType.read(code, problems::add);
            ActivityType other = interfaces.put(type.name(), type);
            if (other != null) {
                problems.add("two activity types are called '" + type.name() + "': "
                        + other.code().getName() + " and " + code.getName() + "; give one a name in @Activity");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidApplication(problems);
        }
        return new Catalog(types, interfaces);
    }

    public Optional<WorkflowType> workflow(String name) {
        return Optional.ofNullable(workflows.get(name));
    }

    public Optional<ActivityType> activity(String name) {
        return Optional.ofNullable(activities.get(name));
    }

    /** The activity type of an interface. */
    public Optional<ActivityType> activity(Class<?> code) {
        return activities.values().stream().filter(a -> a.code() == code).findFirst();
    }

    public Set<String> workflowNames() {
        return new TreeSet<>(workflows.keySet());
    }

    public Set<String> activityNames() {
        return new TreeSet<>(activities.keySet());
    }
}
