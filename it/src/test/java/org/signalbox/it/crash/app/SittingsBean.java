package org.signalbox.it.crash.app;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SittingsBean implements Sittings {

    @Override
    public void sit(long millis) {
        Sitter.pass(millis);
    }
}
