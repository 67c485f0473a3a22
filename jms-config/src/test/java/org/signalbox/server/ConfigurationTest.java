package org.signalbox.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the scripts have made of the distribution's configuration. */
class ConfigurationTest {
    private static final Path WILDFLY = Path.of("target/wildfly");
    private static final String CLUSTER = "standalone-signalbox-cluster.xml";

    @ParameterizedTest
    @ValueSource(strings = {"standalone-signalbox.xml", "standalone-signalbox-postgresql.xml"})
    void the_queues_have_these_names(String configuration) throws Exception {
        assertThat(values(configuration, "//*[local-name()='jms-queue']/@*[name()='name' or name()='entries']"))
                .contains(
                        "signals", "java:/jms/queue/signals java:jboss/exported/jms/queue/signals",
                        "signals.ungrouped", "java:/jms/queue/signals-ungrouped",
                        "signals.expired", "java:/jms/queue/signals-expired",
                        "signals.dead", "java:/jms/queue/signals-dead",
                        "signals.large", "java:/jms/queue/signals-large",
                        "activities", "java:/jms/queue/activities",
                        "activities.dead", "java:/jms/queue/activities-dead",
                        "results", "java:/jms/queue/results java:jboss/exported/jms/queue/results",
                        "results.dead", "java:/jms/queue/results-dead",
                        "results.large", "java:/jms/queue/results-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standalone-signalbox.xml", "standalone-signalbox-postgresql.xml"})
    void no_queue_counts_deliveries_or_delays_them(String configuration) throws Exception {
        String ours = "//*[local-name()='address-setting'][starts-with(@name, 'jms.queue.')]";

        assertThat(values(configuration, ours + "/@name")).hasSize(10);
        assertThat(values(configuration, ours + "/@max-delivery-attempts"))
                .hasSize(10)
                .containsOnly("-1");
        // not written: the default of the address setting, which is no delay, and paging
        assertThat(values(configuration, ours + "/@redelivery-delay")).allMatch("0"::equals);
        assertThat(values(configuration, ours + "/@address-full-policy")).allMatch("PAGE"::equals);
        assertThat(values(configuration, ours + "[@name='jms.queue.signals']/@expiry-address"))
                .containsExactly("jms.queue.signals.expired");
        assertThat(values(configuration, ours + "[@name='jms.queue.activities']/@expiry-address"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "standalone-signalbox.xml",
                "standalone-signalbox-postgresql.xml",
                "standalone-signalbox-cluster.xml"
            })
    void the_only_data_source_is_that_of_signalbox(String configuration) throws Exception {
        assertThat(values(configuration, "//*[local-name()='datasource']/@jndi-name"))
                .containsExactly("java:jboss/datasources/SignalboxDS");
        assertThat(values(configuration, "//*[local-name()='default-bindings']/@datasource"))
                .containsExactly("java:jboss/datasources/SignalboxDS");
    }

    @Test
    void the_embedded_database_survives_a_killed_process_and_an_interrupted_thread() throws Exception {
        assertThat(text("standalone-signalbox.xml", "//*[local-name()='connection-url']/text()"))
                .startsWith("jdbc:h2:async:")
                .contains(";WRITE_DELAY=0;");
    }

    @Test
    void no_password_stands_in_a_configuration() throws Exception {
        assertThat(values("standalone-signalbox.xml", "//*[local-name()='datasource']//@password"))
                .isEmpty();
        assertThat(values("standalone-signalbox-postgresql.xml", "//*[local-name()='datasource']//@password"))
                .containsExactly("${env.SIGNALBOX_DB_PASSWORD:}");
        assertThat(values(CLUSTER, "//*[local-name()='datasource']//@password"))
                .containsExactly("${env.SIGNALBOX_DB_PASSWORD:}");
        assertThat(values(CLUSTER, "//*[local-name()='pooled-connection-factory']/@password"))
                .hasSize(2)
                .containsOnly("${env.SIGNALBOX_BROKER_PASSWORD:}");
    }

    @Test
    void servers_that_share_a_broker_have_none_of_their_own_and_the_same_names() throws Exception {
        assertThat(
                        values(
                                CLUSTER,
                                "//*[local-name()='server'][*[local-name()='jms-queue' or local-name()='address-setting']]/@name"))
                .isEmpty();
        assertThat(
                        values(
                                CLUSTER,
                                "//*[local-name()='external-jms-queue'][starts-with(@entries, 'java:/jms/queue/broker')]/@name"))
                .containsExactly("activemq.management");
        assertThat(
                        values(
                                CLUSTER,
                                "//*[local-name()='external-jms-queue'][@name!='activemq.management']/@*[name()='name' or name()='entries']"))
                .containsExactlyInAnyOrderElementsOf(
                        values(
                                "standalone-signalbox.xml",
                                "//*[local-name()='jms-queue'][starts-with(@entries, 'java:/jms/queue/') and @name!='ExpiryQueue' and @name!='DLQ']/@*[name()='name' or name()='entries']"));
        assertThat(values(CLUSTER, "//*[local-name()='pooled-connection-factory']/@name"))
                .containsExactlyInAnyOrder("activemq-ra", "signalbox-out");
    }

    @Test
    void an_external_broker_needs_a_database_that_can_be_shared() {
        ServerSettings settings = ServerSettings.of(WILDFLY, Path.of("target/never"))
                .with(Broker.of(Map.of("SIGNALBOX_BROKER_HOST", "elsewhere")));

        assertThatThrownBy(settings::configuration)
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("SIGNALBOX_DB_URL");
        assertThat(settings.with(new Database.PostgreSql("jdbc:postgresql://db/signalbox", "signalbox", ""))
                        .configuration())
                .isEqualTo(CLUSTER);
        assertThat(settings.broker()).hasToString("Artemis, signalbox@elsewhere:61616");
    }

    @Test
    void the_server_gets_the_module_options_of_its_own_script() throws IOException {
        List<String> options = new ArrayList<>();
        Pattern.compile("\\$DEFAULT_MODULAR_JVM_OPTIONS (--add-(?:exports|opens)=[a-z][\\w./]+=ALL-UNNAMED)")
                .matcher(Files.readString(WILDFLY.resolve("bin/common.sh")))
                .results()
                .forEach(match -> options.add(match.group(1)));

        assertThat(CommandLine.MODULE_OPTIONS).isNotEmpty().containsExactlyElementsOf(options);
    }

    private static String text(String configuration, String path) throws Exception {
        return String.join("", values(configuration, path));
    }

    private static List<String> values(String configuration, String path) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder()
                .parse(WILDFLY.resolve("standalone/configuration")
                        .resolve(configuration)
                        .toFile());
        return evaluate(document, path);
    }

    private static List<String> evaluate(Document document, String path) throws XPathExpressionException {
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> values = new ArrayList<>();
        for (int n = 0; n < nodes.getLength(); n++) {
            values.add(nodes.item(n).getNodeValue());
        }
        return values;
    }
}
