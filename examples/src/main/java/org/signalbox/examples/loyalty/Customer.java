package org.signalbox.examples.loyalty;

import java.util.regex.Pattern;

/**
 * Who joins. Name and e-mail address come from outside and end up in mail headers, so neither can hold a line break
 * or another control character, and the address is one that a mail server takes.
 *
 * @param id the same as the workflow id
 */
record Customer(String id, String name, String email) {

    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{1,200}");
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final Pattern EMAIL = Pattern.compile(ATOM + "(\\." + ATOM + ")*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    Customer {
        check("id", id, PLAIN);
        check("name", name, PLAIN);
        check("e-mail address", email, EMAIL);
    }

    private static void check(String what, String value, Pattern pattern) {
        if (value == null
                || value.isBlank()
                || value.length() > 254
                || !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("a customer needs a valid " + what);
        }
    }
}
