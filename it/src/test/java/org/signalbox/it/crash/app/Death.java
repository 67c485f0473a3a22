package org.signalbox.it.crash.app;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Where the server's process ends, as if by kill -9; each death happens once, a note beside the data tells. */
enum Death {
    BEFORE_COMMIT,
    /** After the commit, so before anything is dispatched, and before the message is acknowledged. */
    AFTER_COMMIT,
    IN_ACTIVITY;

    private static final int AS_BY_SIGNAL_9 = 137;

    void inHandler(String key) {
        switch (this) {
            case BEFORE_COMMIT -> once(key);
            case AFTER_COMMIT -> transaction().registerInterposedSynchronization(new After(key));
            case IN_ACTIVITY -> {}
        }
    }

    void inActivity(String key) {
        if (this == IN_ACTIVITY) {
            once(key);
        }
    }

    private static void once(String key) {
        try {
            Files.createFile(Path.of(System.getProperty("jboss.server.data.dir", ""), "died-at-" + key));
            Runtime.getRuntime().halt(AS_BY_SIGNAL_9);
        } catch (FileAlreadyExistsException again) {
            // this is the life after it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("BanJNDI") // a constant name
    private static TransactionSynchronizationRegistry transaction() {
        try {
            return InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record After(String key) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                once(key);
            }
        }
    }
}
