package org.signalbox.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs the classes of the probe as a web application. */
final class ProbeArchive {
    private static final Path CLASSES = Path.of("target/test-classes");
    private static final String LOG_IN_BY_FORM = """
            <form-login-config><form-login-page>/login.html</form-login-page>\
            <form-error-page>/login.html</form-error-page></form-login-config>""";

    private static final String PERSISTENCE_UNIT = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">\
            <persistence-unit name="author" transaction-type="JTA">\
            <jta-data-source>java:jboss/datasources/SignalboxDS</jta-data-source>\
            <class>org.signalbox.server.probe.Item</class>\
            <exclude-unlisted-classes>true</exclude-unlisted-classes>\
            </persistence-unit></persistence>""";

    private ProbeArchive() {}

    /** With everything, behind BASIC. */
    static Path basic(Path directory) throws IOException {
        return pack(directory.resolve("probe.war"), "BASIC", "", "", path -> true);
    }

    /** As {@link #basic}, with a persistence unit of the server's own provider. */
    static Path withPersistenceUnit(Path directory) throws IOException {
        return pack(directory.resolve("unit.war"), "BASIC", "", PERSISTENCE_UNIT, path -> true);
    }

    /** The servlet without the consumer, behind a form. */
    static Path form(Path directory) throws IOException {
        return pack(directory.resolve("form.war"), "FORM", LOG_IN_BY_FORM, "", path -> !path.contains("Consumer"));
    }

    private static Path pack(Path archive, String method, String login, String persistence, Predicate<String> filter)
            throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(archive));
                Stream<Path> classes = Files.list(CLASSES.resolve("org/signalbox/server/probe"))) {
            for (Path file :
                    classes.filter(path -> filter.test(path.toString())).toList()) {
                add(jar, "WEB-INF/classes/" + CLASSES.relativize(file), Files.readAllBytes(file));
            }
            add(jar, "WEB-INF/beans.xml", "<beans bean-discovery-mode=\"all\"/>");
            if (!persistence.isEmpty()) {
                add(jar, "WEB-INF/classes/META-INF/persistence.xml", persistence);
            }
            add(jar, "login.html", "<html>please log in</html>");
            add(jar, "WEB-INF/web.xml", """
                    <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">\
                    <login-config><auth-method>%s</auth-method><realm-name>ApplicationRealm</realm-name>%s</login-config>\
                    </web-app>""".formatted(method, login));
        }
        return archive;
    }

    private static void add(JarOutputStream jar, String name, String text) throws IOException {
        add(jar, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
