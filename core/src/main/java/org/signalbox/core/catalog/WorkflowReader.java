package org.signalbox.core.catalog;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.signalbox.core.payload.StateCodec;
import org.signalbox.core.payload.StorableText;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.WhenRunEnds;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Reads one annotated class and reports whatever is wrong with it. */
final class WorkflowReader {

    private static final Limits NO_LIMITS = new Limits(
            Optional.empty(), Optional.empty(), 1, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5)));

    private final Class<?> code;
    private final Consumer<String> problems;

    WorkflowReader(Class<?> code, Consumer<String> problems) {
        this.code = code;
        this.problems = problems;
    }

    WorkflowType read(Supplier<?> fresh) {
        Workflow annotation = code.getAnnotation(Workflow.class);
        if (annotation == null) {
            throw new IllegalArgumentException(code.getName() + " has no @Workflow");
        }
        if (annotation.value().isBlank() || annotation.value().length() > 100) {
            report("its name in @Workflow must have 1 to 100 characters");
        }
        if (Modifier.isAbstract(code.getModifiers()) || code.isInterface()) {
            report("a workflow must be a class that can be instantiated");
        }
        StateCodec.ambiguousFields(code)
                .forEach(f -> report("field '" + f + "' exists in the class and its superclass; rename one"));
        Map<String, Handler> starts = handlers(Start.class, Method::getName, true);
        if (starts.size() > 1) {
            report("more than one method has @Start: " + starts.keySet());
        }
        Map<String, Handler> mains = handlers(Run.class, Method::getName, true);
        if (mains.size() > 1) {
            report("more than one method has @Run: " + mains.keySet());
        }
        if (!mains.isEmpty() && !starts.isEmpty()) {
            report("a workflow has either @Start or @Run; what @Start " + starts.keySet()
                    + " does belongs to the beginning of @Run " + mains.keySet());
        }
        Map<String, Handler> signals =
                handlers(Signal.class, m -> named(m.getAnnotation(Signal.class).value(), m), true);
        Map<String, Handler> updates =
                handlers(Update.class, m -> named(m.getAnnotation(Update.class).value(), m), true);
        return new WorkflowType(
                annotation.value(),
                code,
                fresh,
                starts.values().stream().findFirst(),
                mains.values().stream().findFirst(),
                signals,
                channels(signals.keySet()),
                handlers(OnTimer.class, m -> m.getAnnotation(OnTimer.class).value(), false),
                handlers(Query.class, m -> named(m.getAnnotation(Query.class).value(), m), true),
                updates,
                validators(updates.keySet()),
                Attributes.read(code, this::report),
                limits(annotation),
                endPolicy(starts, mains));
    }

    private EndPolicy endPolicy(Map<String, Handler> starts, Map<String, Handler> mains) {
        Optional<Handler> beginning =
                Stream.concat(mains.values().stream(), starts.values().stream()).findFirst();
        try {
            return Optional.ofNullable(code.getAnnotation(WhenRunEnds.class))
                    .map(annotation -> EndPolicy.of(annotation, beginning))
                    .orElse(EndPolicy.REJECT);
        } catch (IllegalArgumentException | DateTimeException e) {
            report("@WhenRunEnds makes no sense: " + e.getMessage());
            return EndPolicy.REJECT;
        }
    }

    private Limits limits(Workflow annotation) {
        try {
            return Limits.of(annotation);
        } catch (IllegalArgumentException | DateTimeException e) {
            report("the limits in @Workflow make no sense: " + e.getMessage());
            return NO_LIMITS;
        }
    }

    private Map<String, Handler> validators(Set<String> updates) {
        Map<String, Handler> found =
                handlers(Validate.class, m -> m.getAnnotation(Validate.class).value(), true);
        found.keySet().stream()
                .filter(name -> !updates.contains(name))
                .forEach(name -> report("@Validate(\"" + name + "\") has no @Update of that name"));
        return found;
    }

    private Map<String, Channel> channels(Set<String> handled) {
        Map<String, Channel> found = new LinkedHashMap<>();
        for (Class<?> c = code; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                Optional<Signal> annotation = Optional.ofNullable(field.getAnnotation(Signal.class));
                if (annotation.isEmpty() && field.getType() != SignalChannel.class) {
                    continue;
                }
                String name =
                        annotation.map(Signal::value).filter(n -> !n.isEmpty()).orElse(field.getName());
                if (isChannel(field, annotation.isPresent()) && hasGoodName(name, "@Signal " + field.getName())) {
                    if (handled.contains(name) || found.put(name, Channel.of(name, field, code)) != null) {
                        report("more than one @Signal is called '" + name + "'");
                    }
                }
            }
        }
        return found;
    }

    private boolean isChannel(Field field, boolean annotated) {
        int modifiers = field.getModifiers();
        if (field.getType() != SignalChannel.class) {
            return refuse("@Signal " + field.getName() + " must be a method or a field of type SignalChannel");
        }
        if (!annotated) {
            return refuse("channel '" + field.getName() + "' needs @Signal");
        }
        if (Modifier.isStatic(modifiers) || Modifier.isTransient(modifiers)) {
            return refuse("channel '" + field.getName() + "' must be neither static nor transient");
        }
        return true;
    }

    private boolean hasGoodName(String name, String what) {
        boolean good = !name.isBlank()
                && name.length() <= 200
                && name.chars().noneMatch(Character::isISOControl)
                && StorableText.isStorable(name);
        return good || refuse(what + " needs a name of 1 to 200 characters, without control characters");
    }

    private static String named(String given, Method method) {
        return given.isEmpty() ? method.getName() : given;
    }

    private Map<String, Handler> handlers(
            Class<? extends Annotation> kind, Function<Method, String> name, boolean takesPayload) {
        Map<String, Handler> found = new LinkedHashMap<>();
        for (Method method : methods()) {
            if (method.isAnnotationPresent(kind) && fits(method, kind, takesPayload)) {
                String called = name.apply(method);
                hasGoodName(called, "@" + kind.getSimpleName() + " " + method.getName());
                if (kind == OnTimer.class && called.startsWith("#")) {
                    report("@OnTimer " + method.getName() + ": names that begin with # are those of waiting handlers");
                }
                if (found.put(called, Handler.of(called, method, code)) != null) {
                    report("more than one @" + kind.getSimpleName() + " is called '" + called + "'");
                }
            }
        }
        return found;
    }

    private boolean fits(Method method, Class<? extends Annotation> kind, boolean takesPayload) {
        String what = "@" + kind.getSimpleName() + " " + method.getName();
        List<Class<?>> types = List.of(method.getParameterTypes());
        long contexts = types.stream().filter(t -> t == WorkflowContext.class).count();
        long payloads = types.size() - contexts;
        boolean reading = kind == Query.class || kind == Validate.class;
        if (Modifier.isStatic(method.getModifiers())) {
            return refuse(what + " must not be static");
        }
        if (contexts > (reading ? 0 : 1)) {
            return refuse(what + (reading ? " can't take a WorkflowContext" : " takes more than one WorkflowContext"));
        }
        if (payloads > (takesPayload ? 1 : 0)) {
            return refuse(what + (takesPayload ? " takes more than one payload" : " can't take a payload")
                    + "; put the values into one record");
        }
        if (kind == Query.class && method.getReturnType() == void.class) {
            return refuse(what + " returns nothing");
        }
        return true;
    }

    private List<Method> methods() {
        Map<String, Method> bySignature = new LinkedHashMap<>();
        for (Class<?> c = code; c != null && c != Object.class; c = c.getSuperclass()) {
            Arrays.stream(c.getDeclaredMethods())
                    .filter(m -> !m.isBridge() && !m.isSynthetic())
                    .sorted(java.util.Comparator.comparing(Method::toString))
                    .forEach(m -> bySignature.putIfAbsent(m.getName() + List.of(m.getParameterTypes()), m));
        }
        return List.copyOf(bySignature.values());
    }

    private boolean refuse(String problem) {
        report(problem);
        return false;
    }

    private void report(String problem) {
        problems.accept("workflow " + code.getName() + ": " + problem);
    }

    static Optional<String> nameOf(Class<?> code) {
        return Optional.ofNullable(code.getAnnotation(Workflow.class)).map(Workflow::value);
    }
}
