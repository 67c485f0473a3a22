package org.signalbox.engine.worker;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import org.signalbox.engine.application.LargeMessages;

/** Answers that are too large to be read fail their attempts, unread; their messages are in {@code results.dead}. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class LargeResults {

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private LargeMessages messages;

    @Inject
    private ResultIntake intake;

    @PostConstruct
    void begin() {
        executor.execute(() -> messages.watch("results.large", "results.dead", intake::refuse));
    }
}
