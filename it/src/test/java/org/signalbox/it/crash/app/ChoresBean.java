package org.signalbox.it.crash.app;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

@ApplicationScoped
class ChoresBean implements Chores {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Override
    public void carryOut(String key, long millis, String death) {
        if (!death.isEmpty()) {
            Death.valueOf(death).inActivity(key);
        }
        try {
            if (NEVER.await(millis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts it down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
