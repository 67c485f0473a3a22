package org.signalbox.core.turn;

/** The author's code, executed again, does something else than what is recorded. */
final class Divergence extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Divergence(String workflow, String recorded, String now) {
        super(
                "Workflow '" + workflow + "' does not do again what it did: " + recorded + ", but the code now does: "
                        + now + ". Nothing was changed; deploy code that fits what is recorded, or let old and new code"
                        + " live together by WorkflowContext.version.",
                null,
                false,
                false);
    }
}
