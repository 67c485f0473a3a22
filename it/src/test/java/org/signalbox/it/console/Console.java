package org.signalbox.it.console;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** The console as a person uses it: by what can be read on the page. */
final class Console {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final SignalboxServer server;
    private final ChromeDriver driver;
    private final String base;

    Console(SignalboxServer server, Browser browser) {
        this.server = server;
        this.driver = browser.driver();
        this.base = "http://127.0.0.1:" + server.process().httpPort() + "/signalbox/";
    }

    /** Logs in as a user and shows a page. */
    Console as(User user, String page) {
        open(page);
        return logIn(user.login(), passwordOf(user));
    }

    String passwordOf(User user) {
        return server.process().credentials().passwordOf(user);
    }

    /** @param page behind {@code /signalbox/console/} */
    Console open(String page) {
        driver.get(base + "console/" + page);
        return this;
    }

    /** Shows a part of an instance's page. */
    Console openInstance(String id, String part) {
        return open("instance?id=" + RestCall.encoded(id) + "&view=" + part);
    }

    Console logIn(String user, String password) {
        fill("User", user);
        fill("Password", password);
        return press("Log in");
    }

    /** Where the browser is, behind {@code /signalbox/}. */
    String address() {
        String url = Objects.requireNonNull(driver.getCurrentUrl());
        return url.startsWith(base) ? url.substring(base.length()) : url;
    }

    String heading() {
        return driver.findElement(By.tagName("h1")).getText();
    }

    /** All that can be read on the page. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What the console says of what was just done. */
    String notice() {
        return driver.findElement(By.cssSelector(".notice")).getText();
    }

    /** The status of the answer that is shown. */
    int status() {
        Object status = driver.executeScript("return performance.getEntriesByType('navigation')[0].responseStatus");
        return ((Number) Objects.requireNonNull(status)).intValue();
    }

    /** Runs a script of the test's own in the page; gives what it returns, or promises, as text. */
    String run(String script) {
        return String.valueOf(driver.executeScript(script));
    }

    List<String> buttons() {
        return texts("main button");
    }

    /** The cells of each row of the table. */
    List<List<String>> rows() {
        Object rows = driver.executeScript("return Array.from(document.querySelectorAll('main tbody tr'),"
                + " row => Array.from(row.cells, cell => cell.innerText.trim()))");
        return ((List<?>) Objects.requireNonNull(rows))
                .stream().map(Console::texts).toList();
    }

    /** The texts of a column of the table. */
    List<String> column(int number) {
        return rows().stream().map(row -> row.get(number)).toList();
    }

    List<String> texts(String selector) {
        return texts(driver.executeScript(
                "return Array.from(document.querySelectorAll(arguments[0]), found => found.innerText.trim())",
                selector));
    }

    Console press(String button) {
        return leaveBy(By.xpath("//button[normalize-space()='" + button + "']"));
    }

    Console follow(String link) {
        return leaveBy(By.linkText(link));
    }

    /** Clicks, and returns when another page has taken this one's place: the driver itself may be faster than that. */
    private Console leaveBy(By target) {
        WebElement page = driver.findElement(By.tagName("html"));
        driver.findElement(target).click();
        await().atMost(LIMIT).pollInterval(POLL).until(() -> isGone(page));
        return this;
    }

    private static boolean isGone(WebElement page) {
        try {
            page.isEnabled();
            return false;
        } catch (StaleElementReferenceException e) {
            return true;
        }
    }

    Console fill(String label, String text) {
        WebElement field = labelled(label);
        field.clear();
        field.sendKeys(text);
        return this;
    }

    Console choose(String label, String option) {
        labelled(label)
                .findElement(By.xpath("option[starts-with(normalize-space(), '" + option + "')]"))
                .click();
        return this;
    }

    /** What is written in the field. */
    String value(String label) {
        return String.valueOf(labelled(label).getDomProperty("value"));
    }

    private WebElement labelled(String label) {
        String id = driver.findElement(By.xpath("//label[starts-with(normalize-space(), '" + label + "')]"))
                .getDomAttribute("for");
        return driver.findElement(By.id(Objects.requireNonNull(id)));
    }

    /** Read all at once: the driver would take its time for each. */
    private static List<String> texts(@Nullable Object found) {
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }
}
