package org.signalbox.examples.loyalty;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Tells customers by e-mail.
 *
 * <p>If the environment variable or system property {@code SIGNALBOX_SMTP_HOST} is set, letters go out through the
 * server's mail session {@code java:jboss/mail/Default}; otherwise they are put as files into the folder
 * {@code mailbox} of the server's data directory. An unreachable mail server makes the attempt fail; the engine
 * repeats it.
 */
@ApplicationScoped
class MailNotifications implements Notifications {

    private static final String SMTP_HOST = "SIGNALBOX_SMTP_HOST";
    private static final String MAIL_SESSION = "java:jboss/mail/Default";

    private @Nullable Outbox outbox;

    /** For the container, which opens the outbox afterwards. */
    MailNotifications() {}

    MailNotifications(Outbox outbox) {
        this.outbox = outbox;
    }

    @PostConstruct
    void open() {
        outbox = smtpHostIsSet()
                ? new Outbox.MailServer(mailSession(), Clock.systemUTC())
                : new Outbox.Folder(mailbox(), Session.getInstance(new Properties()), Clock.systemUTC());
    }

    @Override
    public void levelReached(Customer customer, Level level) {
        outbox().send(Letter.levelReached(customer, level));
    }

    @Override
    public void status(Customer customer, LocalDate day, LoyaltyStatus status) {
        outbox().send(Letter.status(customer, day, status));
    }

    private Outbox outbox() {
        if (outbox == null) {
            throw new IllegalStateException("the notifications were used before the container had opened them");
        }
        return outbox;
    }

    private static boolean smtpHostIsSet() {
        return Optional.ofNullable(System.getProperty(SMTP_HOST))
                .or(() -> Optional.ofNullable(System.getenv(SMTP_HOST)))
                .filter(Predicate.not(String::isBlank))
                .isPresent();
    }

    /** Looked up, not injected: a server without the mail session must still be able to use the folder. */
    @SuppressWarnings("BanJNDI") // the name is a constant of the server's configuration, nobody's input
    private static Session mailSession() {
        try {
            return InitialContext.doLookup(MAIL_SESSION);
        } catch (NamingException e) {
            throw new IllegalStateException(
                    SMTP_HOST + " is set, but the server has no mail session " + MAIL_SESSION, e);
        }
    }

    private static Path mailbox() {
        String data = System.getProperty("jboss.server.data.dir");
        if (data == null) {
            throw new IllegalStateException(
                    "no folder for letters: set " + SMTP_HOST + " or the system property jboss.server.data.dir");
        }
        return Path.of(data, "mailbox");
    }
}
