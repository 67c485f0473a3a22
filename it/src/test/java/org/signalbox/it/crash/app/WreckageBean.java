package org.signalbox.it.crash.app;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class WreckageBean implements Wreckage {

    @Override
    public void cause(String how) {
        Wreckage.of(how);
    }
}
