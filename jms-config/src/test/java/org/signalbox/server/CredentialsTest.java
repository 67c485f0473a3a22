package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path base;

    @TempDir
    private Path other;

    @Test
    void every_user_of_every_server_gets_a_password_of_its_own() throws IOException {
        List<String> passwords = List.of(Credentials.in(base), Credentials.in(other)).stream()
                .flatMap(credentials -> Arrays.stream(User.values()).map(credentials::passwordOf))
                .toList();

        assertThat(passwords)
                .hasSize(2 * User.values().length)
                .doesNotHaveDuplicates()
                .allSatisfy(password -> assertThat(password).hasSizeGreaterThanOrEqualTo(24));
    }

    @Test
    void passwords_stay_at_the_second_start() throws IOException {
        Credentials first = Credentials.in(base);
        Credentials second = Credentials.in(base);

        assertThat(User.values())
                .allSatisfy(user -> assertThat(second.passwordOf(user)).isEqualTo(first.passwordOf(user)));
    }

    @Test
    void a_password_that_the_administrator_chose_is_taken() throws IOException {
        Files.writeString(base.resolve(Credentials.FILE), "admin=chosen\n");

        Credentials credentials = Credentials.in(base);

        assertThat(credentials.passwordOf(User.ADMIN)).isEqualTo("chosen");
        assertThat(Credentials.in(base).passwordOf(User.SENDER)).isEqualTo(credentials.passwordOf(User.SENDER));
    }

    @Test
    void only_the_owner_can_read_the_passwords() throws IOException {
        Credentials.in(base);

        assertThat(Files.getPosixFilePermissions(base.resolve(Credentials.FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void users_that_an_administrator_added_stay() throws IOException {
        Path users = base.resolve("application-users.properties");
        Path roles = base.resolve("application-roles.properties");
        Files.writeString(users, "# head\nsender=old\nlegacy=0123\n");
        Files.writeString(roles, "legacy=sender\n");

        Credentials.in(base).writeRealm(base);

        assertThat(users)
                .content()
                .contains("# head", "legacy=0123", "admin=", "sender=")
                .doesNotContain("sender=old");
        assertThat(roles)
                .content()
                .contains("legacy=sender", "admin=admin,operator,viewer", "operator=operator,viewer", "sender=sender");
    }

    @Test
    void passwords_are_not_in_what_is_logged() throws IOException {
        Credentials credentials = Credentials.in(base);

        assertThat(credentials.toString()).doesNotContain(credentials.passwordOf(User.ADMIN));
        assertThat(new Database.PostgreSql("jdbc:postgresql://h/d?password=secret1", "u", "secret2").toString())
                .doesNotContain("secret");
    }
}
