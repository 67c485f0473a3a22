package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;

/** A service that a workflow has injected. */
@ApplicationScoped
class Tariff {

    long fee(long amount) {
        return amount / 10;
    }
}
