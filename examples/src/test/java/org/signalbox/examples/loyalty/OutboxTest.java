package org.signalbox.examples.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Customer JUERGEN = new Customer("C-1", "Jürgen Müller, MBA", "juergen@example.com");

    @RegisterExtension
    static final GreenMailExtension MAIL_SERVER = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    @TempDir
    Path folder;

    @Test
    void a_letter_becomes_one_file_that_a_mail_program_can_read() throws IOException, MessagingException {
        notifications().levelReached(JUERGEN, Level.GOLD);

        MimeMessage message = read(files().get(0));
        assertThat(message.getSubject()).isEqualTo("You have reached the level GOLD");
        assertThat(message.getAllRecipients()[0])
                .hasToString("=?UTF-8?Q?J=C3=BCrgen_M=C3=BCller=2C_MBA?= <juergen@example.com>");
        assertThat(message.getContent().toString()).contains("Dear Jürgen Müller, MBA,");
    }

    @Test
    void a_repeated_attempt_replaces_the_file_and_keeps_the_message_id() throws IOException, MessagingException {
        notifications().levelReached(JUERGEN, Level.GOLD);
        String first = read(files().get(0)).getMessageID();

        notifications().levelReached(JUERGEN, Level.GOLD);

        assertThat(files()).hasSize(1);
        assertThat(read(files().get(0)).getMessageID())
                .isEqualTo(first)
                .matches("<C-1\\.level-GOLD\\.[0-9a-f]{24}@loyalty\\.example\\.com>");
    }

    @Test
    void levels_days_and_customers_have_letters_of_their_own() throws IOException {
        Customer almostTheSame = new Customer("C/1", "Jürgen", "juergen@example.com");
        LoyaltyStatus status = new LoyaltyStatus(0, Level.NONE, 5, Map.of(), Optional.empty(), Optional.empty());

        notifications().levelReached(JUERGEN, Level.GOLD);
        notifications().levelReached(JUERGEN, Level.PLATINUM);
        notifications().levelReached(almostTheSame, Level.GOLD);
        notifications().status(JUERGEN, LocalDate.of(2025, 3, 1), status);
        notifications().status(JUERGEN, LocalDate.of(2025, 3, 31), status);

        assertThat(files()).hasSize(5);
    }

    @Test
    void a_hostile_customer_can_not_choose_the_file() throws IOException {
        notifications()
                .levelReached(
                        new Customer("../../etc/" + "x".repeat(180), "Eve", "/etc/eve%2f@example.com"), Level.GOLD);

        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString())
                        .matches("------etc-x{50}\\.level-GOLD\\.[0-9a-f]{24}\\.eml"));
    }

    @Test
    void a_folder_that_can_not_be_written_makes_the_attempt_fail() throws IOException {
        Path file = Files.createFile(folder.resolve("occupied"));

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> new Outbox.Folder(file, SESSION, CLOCK).send(Letter.levelReached(JUERGEN, Level.GOLD)))
                .withMessageContaining("occupied");
    }

    @Test
    void a_mail_server_gets_the_letter_with_its_message_id() throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty(
                "mail.smtp.port", String.valueOf(MAIL_SERVER.getSmtp().getPort()));

        new MailNotifications(new Outbox.MailServer(Session.getInstance(properties), CLOCK))
                .levelReached(JUERGEN, Level.GOLD);

        MimeMessage received = MAIL_SERVER.getReceivedMessages()[0];
        assertThat(received.getMessageID()).startsWith("<C-1.level-GOLD.");
        assertThat(received.getSubject()).isEqualTo("You have reached the level GOLD");
    }

    private MailNotifications notifications() {
        return new MailNotifications(new Outbox.Folder(folder, SESSION, CLOCK));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static MimeMessage read(Path file) throws IOException, MessagingException {
        try (InputStream in = Files.newInputStream(file)) {
            return new MimeMessage(SESSION, in);
        }
    }
}
