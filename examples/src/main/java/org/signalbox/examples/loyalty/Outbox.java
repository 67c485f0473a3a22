package org.signalbox.examples.loyalty;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

/** Where letters go. A letter that can't be delivered makes {@link #send} fail; it may be repeated. */
sealed interface Outbox {

    /** @throws IllegalStateException if the letter could not be handed over */
    void send(Letter letter);

    /** The mail server of a mail session. */
    record MailServer(Session session, Clock clock) implements Outbox {

        @Override
        public void send(Letter letter) {
            try {
                Transport.send(new LetterMessage(letter, session, clock.instant()));
            } catch (MessagingException e) {
                throw new IllegalStateException("the letter " + letter.key() + " could not be sent", e);
            }
        }
    }

    /**
     * A folder with one {@code .eml} file per letter, named by the letter's key, for a trial without a mail server. A
     * repeated letter replaces its file, and a reader never sees half a letter.
     */
    record Folder(Path path, Session session, Clock clock) implements Outbox {

        @Override
        public void send(Letter letter) {
            try {
                Files.createDirectories(path);
                Path unfinished = Files.createTempFile(path, "letter", ".tmp");
                try {
                    write(letter, unfinished);
                    Files.move(unfinished, path.resolve(letter.key() + ".eml"), StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(unfinished);
                }
            } catch (IOException | MessagingException e) {
                throw new IllegalStateException("the letter " + letter.key() + " could not be written to " + path, e);
            }
        }

        private void write(Letter letter, Path file) throws IOException, MessagingException {
            try (OutputStream out = Files.newOutputStream(file)) {
                new LetterMessage(letter, session, clock.instant()).writeTo(out);
            }
        }
    }
}
