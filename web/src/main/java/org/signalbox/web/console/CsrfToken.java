package org.signalbox.web.console;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret of the session that every form carries, so that no page of another site can post in the user's name. */
@Named("csrf")
@SessionScoped
public class CsrfToken implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String FIELD = "csrf";

    private final String value = draw();

    public String value() {
        return value;
    }

    /** In the same time, whatever is given. */
    boolean isMatchedBy(String given) {
        return MessageDigest.isEqual(value.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String draw() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
