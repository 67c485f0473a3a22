package org.signalbox.examples.loyalty;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** A letter as an e-mail; its Message-ID comes from the letter's key and not, as usual, from time and machine. */
class LetterMessage extends MimeMessage {

    private static final String SENDER = "loyalty@example.com";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    @SuppressWarnings({"JavaUtilDate", "this-escape"}) // Jakarta Mail wants a java.util.Date and is filled by setters
    LetterMessage(Letter letter, Session session, Instant sent) throws MessagingException {
        super(session);
        messageId = "<" + letter.key() + "@loyalty.example.com>";
        setFrom(new InternetAddress(SENDER));
        setRecipient(Message.RecipientType.TO, address(letter.to()));
        setSubject(letter.subject(), UTF_8);
        setText(letter.text(), UTF_8);
        setSentDate(Date.from(sent));
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static InternetAddress address(Customer customer) throws MessagingException {
        try {
            InternetAddress address = new InternetAddress(customer.email(), customer.name(), UTF_8);
            address.validate();
            return address;
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every Java platform has UTF-8", e);
        }
    }
}
