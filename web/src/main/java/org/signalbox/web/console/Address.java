package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where pages are. Not yet escaped for HTML: the view does that. */
@Named
@RequestScoped
public class Address {

    @Inject
    private HttpServletRequest request;

    /** Of a page or action of the console. */
    public String of(String page) {
        return request.getContextPath() + "/console/" + page;
    }

    /** Of a part of an instance's page. */
    public String instance(String workflowId, String part) {
        return of("instance?id=" + encoded(workflowId) + "&view=" + part);
    }

    /** Of an instance as a file; a browser that is logged in may read the REST interface. */
    String export(String workflowId) {
        String segment = encoded(workflowId).replace("+", "%20");
        return request.getContextPath() + "/api/v1/instances/" + segment + "/export";
    }

    public String undeliverable(long number) {
        return of("undeliverable-signal?number=" + number);
    }

    /** A value as part of an address. */
    public String part(String value) {
        return encoded(value);
    }

    /** Of a list, with parameters in pairs of name and value. */
    String of(String page, String... parameters) {
        StringBuilder address = new StringBuilder(of(page));
        for (int i = 0; i < parameters.length; i += 2) {
            address.append(i == 0 ? '?' : '&').append(parameters[i]).append('=').append(encoded(parameters[i + 1]));
        }
        return address.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
