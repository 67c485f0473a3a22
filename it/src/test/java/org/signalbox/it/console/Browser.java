package org.signalbox.it.console;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A Chromium that this machine has, without a window. Browser and driver end with {@link #close()}, or with this Java
 * machine; nothing is ever downloaded.
 */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final ChromeDriverService service;
    private final ChromeDriver driver;
    private final Thread lastWill = new Thread(this::end, "ends the browser");

    private Browser(ChromeDriverService service, ChromeDriver driver) {
        this.service = service;
        this.driver = driver;
        Runtime.getRuntime().addShutdownHook(lastWill);
    }

    /** What is missing on this machine, if anything is. */
    static Optional<String> absence() {
        return browser().isPresent() && driverFile().isPresent()
                ? Optional.empty()
                : Optional.of("chromium and chromedriver are not both in the PATH"
                        + " (Debian: apt-get install chromium chromium-driver)");
    }

    static Browser start() {
        absence().ifPresent(absence -> {
            throw new IllegalStateException(absence);
        });
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--window-size=1280,900");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverFile().orElseThrow())
                .usingAnyFreePort()
                .build();
        try {
            return new Browser(service, new ChromeDriver(service, options));
        } catch (RuntimeException e) {
            service.stop();
            throw e;
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    /** What the browser had to say of pages since it was asked last: scripts it refused, what could not be loaded. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getLevel() + " " + entry.getMessage())
                .toList();
    }

    /** Leaves the page and forgets who was logged in. */
    void forget() {
        driver.manage().deleteAllCookies();
        driver.get("about:blank");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastWill);
        end();
    }

    private void end() {
        try {
            driver.quit();
        } finally {
            service.stop();
        }
    }

    private static Optional<Path> browser() {
        return NAMES.stream().flatMap(Browser::inPath).findFirst();
    }

    private static Optional<File> driverFile() {
        return inPath("chromedriver").map(Path::toFile).findFirst();
    }

    private static Stream<Path> inPath(String name) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable);
    }
}
