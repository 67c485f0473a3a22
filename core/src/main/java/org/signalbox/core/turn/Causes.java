package org.signalbox.core.turn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The chain of causes of a throwable, safe for throwables of any class: one that is its own cause, whose causes form a circle
 * or never end, or whose methods throw. Code of the engine that follows causes does it here and nowhere else.
 */
public final class Causes {

    /** More than any sound chain has. */
    private static final int LONGEST = 50;

    private Causes() {}

    /** The throwable itself and what is behind it, outermost first. */
    public static List<Throwable> of(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>(4);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable next = thrown;
        while (next != null && chain.size() < LONGEST && seen.add(next)) {
            chain.add(next);
            next = AuthorFailure.causeOf(next).orElse(null);
        }
        return chain;
    }

    /** The last one of the chain. */
    public static Throwable rootOf(Throwable thrown) {
        List<Throwable> chain = of(thrown);
        return chain.get(chain.size() - 1);
    }

    /** Whether the throwable or something behind it has that type. */
    public static boolean has(Class<? extends Throwable> type, Throwable thrown) {
        return of(thrown).stream().anyMatch(type::isInstance);
    }

    /**
     * A copy for code that is not ours, such as a log or a container, which follows causes and asks for texts: it tells the same
     * and executes nothing of the author's.
     */
    public static RuntimeException copyOf(Throwable thrown) {
        List<Throwable> chain = of(thrown);
        Optional<Copy> copy = Optional.empty();
        for (int i = chain.size() - 1; i >= 0; i--) {
            copy = Optional.of(new Copy(chain.get(i), copy));
        }
        return copy.orElseThrow();
    }

    private static final class Copy extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Copy(Throwable original, Optional<Copy> cause) {
            super(AuthorFailure.textOf(original), cause.orElse(null), false, true);
            setStackTrace(AuthorFailure.framesOf(original));
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
