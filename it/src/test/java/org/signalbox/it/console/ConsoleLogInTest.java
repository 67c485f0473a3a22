package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Cookie;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Getting into the console, and out again. */
@InBrowser
class ConsoleLogInTest {

    private final Browser browser;
    private final Console console;

    ConsoleLogInTest(SignalboxServer server, Browser browser) {
        this.browser = browser;
        this.console = new Console(server, browser);
    }

    @Test
    void every_page_asks_who_wants_to_see_it() {
        for (String page : List.of("home", "instances?prefix=a", "instance?id=a", "undeliverable", "nowhere")) {
            console.open(page);

            assertThat(console.heading()).as(page).isEqualTo("Log in");
            assertThat(console.texts("header nav"))
                    .as("nothing of the inside is shown")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VIEWER, viewer (viewer)",
        "OPERATOR, 'operator (viewer, operator)'",
        "ADMIN, 'admin (viewer, operator, admin)'"
    })
    void who_logs_in_sees_the_page_that_was_asked_for_and_who_it_is(User user, String name) {
        console.as(user, "instances?prefix=console-log-in");

        assertThat(console.address()).isEqualTo("console/instances?prefix=console-log-in");
        assertThat(console.heading()).isEqualTo("Instances");
        assertThat(console.value("Id begins with")).isEqualTo("console-log-in");
        assertThat(console.texts("header .who span")).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"operator, wrong", "nobody, wrong", "<script>alert(1)</script>, '\" onload=\"x'"})
    void a_wrong_password_and_an_unknown_user_are_told_the_same(String user, String password) {
        console.open("home").logIn(user, password);

        assertThat(console.notice()).isEqualTo("User and password do not fit together.");
        assertThat(console.heading()).isEqualTo("Log in");
        assertThat(console.open("home").heading()).isEqualTo("Log in");
    }

    @Test
    void after_a_wrong_password_the_right_one_leads_to_where_one_wanted() {
        console.open("undeliverable").logIn("viewer", "wrong");

        console.logIn("viewer", console.passwordOf(User.VIEWER));

        assertThat(console.heading()).isEqualTo("Undeliverable");
    }

    @Test
    void a_sender_has_no_business_here() {
        console.as(User.SENDER, "home");

        assertThat(console.heading()).isEqualTo("Not for you");
        assertThat(console.status()).isEqualTo(403);
        assertThat(browser.complaints()).singleElement().asString().contains("403");
        console.press("Log out");
        assertThat(console.heading()).isEqualTo("Log in");
    }

    @Test
    void after_the_log_out_the_old_session_opens_nothing() {
        console.as(User.OPERATOR, "home");
        Cookie session = session();

        console.press("Log out");

        assertThat(console.heading()).isEqualTo("Log in");
        browser.driver().manage().deleteAllCookies();
        browser.driver().manage().addCookie(session);
        assertThat(console.open("instances").heading()).isEqualTo("Log in");
    }

    @Test
    void the_session_is_new_after_the_log_in_and_scripts_cannot_read_it() {
        console.open("home");
        String before = session().getValue();
        console.logIn("viewer", console.passwordOf(User.VIEWER));

        Cookie session = session();

        assertThat(session.getValue()).isNotEqualTo(before);
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getSameSite()).isEqualTo("Lax");
        assertThat(console.run("return document.cookie")).isEmpty();
    }

    private Cookie session() {
        return Objects.requireNonNull(browser.driver().manage().getCookieNamed("JSESSIONID"));
    }
}
