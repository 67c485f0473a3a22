package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final Path DEFAULT = Path.of("default");

    @Test
    void without_arguments_the_demonstration_runs_on_the_first_free_ports() {
        Arguments arguments = Arguments.parse(DEFAULT);

        assertThat(arguments.demo()).isTrue();
        assertThat(arguments.ports()).isEmpty();
        assertThat(arguments.base()).isEqualTo(DEFAULT);
    }

    @Test
    void every_option_of_the_usage_is_understood() {
        Arguments arguments = Arguments.parse(DEFAULT, "--no-demo", "--port-offset", "200", "--base", "a b");

        assertThat(arguments.demo()).isFalse();
        assertThat(arguments.ports()).contains(new Ports(200));
        assertThat(arguments.base()).isEqualTo(Path.of("a b"));
        assertThat(Arguments.parse(DEFAULT, "--help").help()).isTrue();
        assertThat(Arguments.parse(DEFAULT, "--jars").listJars()).isTrue();
        assertThat(Arguments.usage())
                .contains("--jars", "--no-demo", "--with JAR", "--port-offset N", "--base DIR", "--help");
    }

    @Test
    void with_jars_of_an_author_there_is_no_demonstration() {
        Arguments arguments = Arguments.parse(DEFAULT, "--with", "a.jar", "--with", "b/c.jar");

        assertThat(arguments.jars()).containsExactly(Path.of("a.jar"), Path.of("b/c.jar"));
        assertThat(arguments.demo()).isFalse();
    }

    @Test
    void wrong_arguments_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(DEFAULT, "--nodemo"))
                .withMessageContaining("--nodemo");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(DEFAULT, "--port-offset"))
                .withMessageContaining("--port-offset needs a value");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(DEFAULT, "--port-offset", "x"))
                .withMessageContaining("not x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(DEFAULT, "--port-offset", "60000"))
                .withMessageContaining("60000");
    }

    @Test
    void a_database_url_in_the_environment_means_postgresql() {
        assertThat(Database.of(Map.of())).isEqualTo(new Database.H2());
        assertThat(Database.of(Map.of("SIGNALBOX_DB_URL", "jdbc:postgresql://h/d", "SIGNALBOX_DB_USER", "u")))
                .isEqualTo(new Database.PostgreSql("jdbc:postgresql://h/d", "u", ""));
    }
}
