package org.signalbox.engine.application;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Makes the watch look every ten seconds, on a timer of its own: what hangs may hold the alarm's thread. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Watchman {

    @Inject
    private Watch watch;

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
    void look() {
        watch.look();
    }
}
