package org.signalbox.server;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The passwords of the server's own {@linkplain User users}. They are drawn at random when a base directory is first
 * used, and stay: {@code credentials.properties} there is readable by its owner only. Who wants another password edits
 * that file and starts the server again.
 */
public final class Credentials {
    /** The file's name in the base directory. */
    public static final String FILE = "credentials.properties";

    private static final String REALM = "ApplicationRealm";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<User, String> passwords;

    private Credentials(Map<User, String> passwords) {
        this.passwords = new EnumMap<>(passwords);
    }

    /** Reads the passwords of a base directory; draws and writes those which it hasn't got yet. */
    public static Credentials in(Path base) throws IOException {
        Path file = base.resolve(FILE);
        Properties known = Files.exists(file) ? read(file) : new Properties();
        Map<User, String> passwords = new EnumMap<>(User.class);
        for (User user : User.values()) {
            String password = known.getProperty(user.login(), "");
            passwords.put(user, password.isBlank() ? draw() : password);
        }
        Credentials credentials = new Credentials(passwords);
        if (Arrays.stream(User.values()).anyMatch(user -> !known.containsKey(user.login()))) {
            credentials.write(file);
        }
        return credentials;
    }

    /** The password that the user logs in with. */
    public String passwordOf(User user) {
        String password = passwords.get(user);
        if (password == null) {
            throw new IllegalStateException("no password for " + user);
        }
        return password;
    }

    /** Makes the users known to the server; users that an administrator added there stay. */
    void writeRealm(Path configuration) throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        Map<String, String> roles = new LinkedHashMap<>();
        for (User user : User.values()) {
            digests.put(user.login(), digest(user.login(), passwordOf(user)));
            roles.put(user.login(), String.join(",", user.roles()));
        }
        replaceLines(configuration.resolve("application-users.properties"), digests);
        replaceLines(configuration.resolve("application-roles.properties"), roles);
    }

    @Override
    public String toString() {
        return "credentials of " + passwords.keySet();
    }

    private void write(Path file) throws IOException {
        String text = Arrays.stream(User.values())
                .map(user -> user.login() + "=" + passwordOf(user) + "\n")
                .collect(Collectors.joining(
                        "",
                        "# The passwords of this server's users, drawn when it was made. Read at every start.\n",
                        ""));
        writeOwnerOnly(file, text);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return properties;
    }

    private static String draw() {
        byte[] bytes = new byte[18];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The format that the head of WildFly's {@code application-users.properties} documents. */
    private static String digest(String user, String password) {
        try {
            byte[] text = (user + ":" + REALM + ":" + password).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static void replaceLines(Path file, Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (!values.containsKey(line.replaceFirst("=.*", "").trim())) {
                text.append(line).append('\n');
            }
        }
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        writeOwnerOnly(file, text.toString());
    }

    /** Never visible half written, nor to others for a moment. */
    private static void writeOwnerOnly(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path fresh = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createTempFile(
                        directory,
                        ".fresh",
                        ".tmp",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(directory, ".fresh", ".tmp");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
