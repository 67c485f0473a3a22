package org.signalbox.it.crash.app;

import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class ErrandsBean implements Errands {

    @Override
    public void run(String key) {
        // done
    }
}
