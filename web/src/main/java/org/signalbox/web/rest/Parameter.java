package org.signalbox.web.rest;

import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.client.TimeLimit;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Status;
import org.signalbox.core.payload.StorableText;

/** Reads parameters; what can't be read ends the call with a problem that names parameter, value and what is allowed. */
final class Parameter {

    private static final int LONGEST_SHOWN = 100;

    private Parameter() {}

    /** What is given; nothing and empty text are the same. */
    static Optional<String> text(String name, @Nullable String given) {
        Optional<String> text = Optional.ofNullable(given).filter(g -> !g.isEmpty());
        if (text.filter(t -> t.chars().anyMatch(Character::isISOControl)).isPresent()) {
            throw wrong(name, given, "text without control characters");
        }
        text.flatMap(StorableText::problem).ifPresent(problem -> {
            throw malformed("Parameter '" + name + "' contains " + problem + ".");
        });
        return text;
    }

    /** A whole number; one outside the bounds is brought to the nearer one. */
    static long number(String name, @Nullable String given, long standard, long least, long most) {
        if (given == null) {
            return standard;
        }
        try {
            return Math.max(least, Math.min(most, Long.parseLong(given)));
        } catch (NumberFormatException e) {
            throw wrong(name, given, "a whole number from " + least + " to " + most);
        }
    }

    /** How many rows a page has. */
    static int limit(@Nullable String given) {
        return (int) number("limit", given, 50, 1, 500);
    }

    static boolean flag(String name, @Nullable String given) {
        return text(name, given)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(name, given, "true or false");
                })
                .orElse(false);
    }

    static Optional<Status> status(@Nullable String given) {
        List<Status> allowed =
                Arrays.stream(Status.values()).filter(s -> s != Status.EXPECTED).toList();
        return oneOf("status", given, allowed);
    }

    static Optional<Reason> reason(@Nullable String given) {
        return oneOf("reason", given, List.of(Reason.values()));
    }

    static <T> Optional<T> oneOf(String name, @Nullable String given, List<T> allowed) {
        return text(name, given)
                .map(text -> allowed.stream()
                        .filter(a -> a.toString().equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> wrong(name, given, "one of " + allowed)));
    }

    /** Whether somebody wants to wait until the signal is handled. */
    static boolean isPatient(@Nullable String wait) {
        return oneOf("wait", wait, List.of("accepted", "handled"))
                .filter("handled"::equals)
                .isPresent();
    }

    /** A time longer than nothing. */
    static Optional<Duration> duration(String name, @Nullable String given) {
        return text(name, given).map(text -> {
            try {
                return TimeLimit.positive("Parameter '" + name + "'", Duration.parse(text));
            } catch (DateTimeException e) {
                throw wrong(name, given, "an ISO-8601 duration such as PT1H or P2D");
            } catch (IllegalArgumentException e) {
                throw malformed(String.valueOf(e.getMessage()));
            }
        });
    }

    static WorkflowId workflowId(String given) {
        try {
            return new WorkflowId(given);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    static SignalId signalId(String given) {
        try {
            return new SignalId(given);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /** Who wants something, and why. */
    static Motive motive(SecurityContext user, @Nullable String reason) {
        try {
            return new Motive(Optional.of(user.getUserPrincipal().getName()), text("reason", reason));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    static Failure malformed(String detail) {
        return new Failure(Problem.of(Reason.MALFORMED, detail));
    }

    private static Failure wrong(String name, @Nullable String given, String allowed) {
        return malformed("Parameter '" + name + "' is '" + shown(String.valueOf(given)) + "'; give " + allowed + ".");
    }

    /** Fit for a message. */
    static String shown(String given) {
        String cut = given.length() > LONGEST_SHOWN ? given.substring(0, LONGEST_SHOWN) + "…" : given;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
