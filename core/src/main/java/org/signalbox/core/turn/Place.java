package org.signalbox.core.turn;

/** Where in the author's code something happens. */
final class Place {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Place() {}

    /** The innermost line of that class, its superclasses or what is written inside of it; empty text if there is none. */
    static String of(Class<?> workflow) {
        return STACK.walk(frames -> frames.filter(f -> isPartOf(f.getDeclaringClass(), workflow))
                .findFirst()
                .map(f -> f.getDeclaringClass().getSimpleName() + "." + f.getMethodName() + ":" + f.getLineNumber())
                .orElse(""));
    }

    private static boolean isPartOf(Class<?> code, Class<?> workflow) {
        return code != Object.class
                && (code.isAssignableFrom(workflow) || code.getNestHost() == workflow.getNestHost());
    }
}
