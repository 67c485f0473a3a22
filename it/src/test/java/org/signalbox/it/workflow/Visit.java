package org.signalbox.it.workflow;

import jakarta.enterprise.context.RequestScoped;

/** Lives as long as one request. */
@RequestScoped
class Visit {

    private int count;

    int count() {
        return ++count;
    }
}
