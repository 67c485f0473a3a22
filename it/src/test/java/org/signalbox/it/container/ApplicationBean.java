package org.signalbox.it.container;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.UserTransaction;
import javax.sql.DataSource;
import org.signalbox.client.ScheduleClient;
import org.signalbox.client.WorkflowClient;

/**
 * A bean of an application that uses the client; what the container injects here is what a test works with. Arquillian's
 * own injection into test classes does nothing under JUnit 6.
 */
@Dependent
@SuppressWarnings("NullAway.Init")
class ApplicationBean {

    @Inject
    WorkflowClient client;

    @Inject
    ScheduleClient schedules;

    @PersistenceContext(unitName = "it")
    EntityManager em;

    @Resource
    UserTransaction transaction;

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    DataSource dataSource;

    static ApplicationBean current() {
        return CDI.current().select(ApplicationBean.class).get();
    }
}
