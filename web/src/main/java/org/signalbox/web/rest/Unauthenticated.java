package org.signalbox.web.rest;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The answer to who has not said, or wrongly, who it is. */
public final class Unauthenticated {

    private static final String CHALLENGE = "Basic realm=\"Signalbox\", charset=\"UTF-8\"";

    private static final Problem PROBLEM =
            Problem.of(401, "UNAUTHENTICATED", "Give the right user and password by HTTP Basic authentication.");

    private Unauthenticated() {}

    static Response response() {
        return PROBLEM.response()
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .build();
    }

    /** For where no resource is reached: the container itself refuses wrong passwords. */
    public static void answer(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        PROBLEM.answer(response);
    }
}
