package org.signalbox.engine.mail;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;

/** The short transactions in which mail is looked at before it is brought. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class MailTransaction {

    @Inject
    private MailStore mail;

    @Inject
    private Clock clock;

    /** The first mail of an instance, in its order. */
    public List<Letter> of(WorkflowId from, int limit) {
        return mail.of(from, limit);
    }

    /** Instances whose mail nobody has brought in time. */
    public List<WorkflowId> claim(int limit) {
        Instant now = clock.instant();
        return mail.claim(now, now.plus(InstanceStore.SWEEP_AFTER), limit);
    }
}
