package org.signalbox.web.rest;

/** A call that ends with a problem. */
class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Problem problem;

    Failure(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static Failure notFound(String detail) {
        return new Failure(Problem.of(404, detail));
    }

    Problem problem() {
        return problem;
    }
}
