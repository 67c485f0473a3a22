package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import javax.naming.InitialContext;
import javax.naming.NamingException;

@ApplicationScoped
class BurdensBean implements Burdens {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Inject
    private Visit visit;

    @Override
    public void hang(String key) {
        Switches.called(key);
        try {
            Switches.awaitOff(key, LONG);
        } catch (InterruptedException e) {
            Switches.called(key + " interrupted");
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void ignore(String key) {
        Switches.called(key);
        boolean interrupted = false;
        while (Switches.isOn(key)) {
            try {
                Switches.awaitOff(key, LONG);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Switches.called(key + " interrupted");
        }
    }

    @Override
    public void takeLong(String key) {
        Switches.called(key);
        try {
            Switches.awaitOff(key, LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String exaggerate(String key) {
        return "x".repeat(10_000_000);
    }

    @Override
    @SuppressWarnings("BanJNDI") // constant names
    public String surroundings(String key) {
        try {
            TransactionSynchronizationRegistry transaction =
                    InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
            boolean source = InitialContext.doLookup("java:jboss/datasources/SignalboxDS") != null;
            Class<?> own = Thread.currentThread().getContextClassLoader().loadClass(Burdens.class.getName());
            return "visit %d, transaction %s, data source %s, own class %s, module %s"
                    .formatted(
                            visit.count(),
                            transaction.getTransactionKey() != null,
                            source,
                            own == Burdens.class,
                            InitialContext.<String>doLookup("java:module/ModuleName"));
        } catch (NamingException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
