package org.signalbox.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.transaction.UserTransaction;
import java.io.File;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.client.AlreadyRunning;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.Schedule;
import org.signalbox.client.ScheduleCalendar;
import org.signalbox.client.ScheduleClient;
import org.signalbox.client.ScheduleState;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowClient;
import org.signalbox.client.WorkflowId;
import org.signalbox.it.server.BareServer;
import org.signalbox.it.server.TestArchive;
import org.signalbox.it.workflow.BookingEntity;

/** The Java client as a bean of the application meets it. */
@Tag("server")
@ExtendWith({BareServer.class, ArquillianExtension.class})
class WorkflowClientTest {

    @Deployment
    static EnterpriseArchive archive() throws IOException {
        WebArchive web = ShrinkWrap.create(WebArchive.class, "it-client.war")
                .addClasses(WorkflowClientTest.class, ApplicationBean.class, BareServer.class)
                .addAsLibrary(jarOf(Assertions.class))
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        return TestArchive.with(Testable.archiveToTest(web), "/it-client");
    }

    @Test
    void a_bean_starts_signals_and_queries_an_instance() {
        WorkflowClient client = ApplicationBean.current().client;
        WorkflowId id = new WorkflowId("client-plain");

        assertThat(client.start("ledger", id, null)).isEqualTo(1);
        Receipt receipt = client.signal(note("client-plain", 1).identifiedBy("n1"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(client.query(id, "size", Integer.class)).isEqualTo(1);
        assertThat(client.receipt(id, new SignalId("n1"))).contains(receipt);
        assertThat(client.receipt(id, new SignalId("n2"))).isEmpty();
        assertThat(client.signal(note("client-plain", 1).identifiedBy("n1")).outcome())
                .isEqualTo(Outcome.DUPLICATE);
        assertThatExceptionOfType(AlreadyRunning.class).isThrownBy(() -> client.start("ledger", id, null));
    }

    @Test
    void the_fate_of_every_signal_can_be_asked_for_and_its_end_waited_for() {
        WorkflowClient client = ApplicationBean.current().client;
        WorkflowId id = new WorkflowId("client-fates");
        client.signal(note("client-fates", 1).identifiedBy("early").heldFor(Duration.ofHours(1)));
        assertThat(fate(client, "early").outcome()).isEqualTo(Outcome.HELD);
        assertThat(client.awaitEnd(id, new SignalId("early"), Duration.ofMillis(50)))
                .hasValueSatisfying(held -> assertThat(held.outcome()).isEqualTo(Outcome.HELD));

        client.signal(note("client-fates", 2).identifiedBy("starts").starting("ledger"));

        assertThat(client.awaitEnd(id, new SignalId("early"), Duration.ofSeconds(30))
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.HANDLED);
        assertThat(client.awaitEnd(id, new SignalId("starts"), Duration.ofSeconds(30))
                        .orElseThrow()
                        .sequence())
                .hasValue(3);
        Receipt repeated = client.signal(note("client-fates", 2).identifiedBy("starts"));
        assertThat(repeated.first()).contains(Outcome.HANDLED);
        assertThat(repeated.sequence()).hasValue(3);
        client.signal(SignalRequest.of("client-fates", "dance").identifiedBy("unknown"));
        assertThat(fate(client, "unknown").reason()).contains(Reason.UNKNOWN_SIGNAL);
        assertThat(client.awaitEnd(id, new SignalId("never"), Duration.ofSeconds(30)))
                .isEmpty();
    }

    private static Receipt fate(WorkflowClient client, String signalId) {
        return client.receipt(new WorkflowId("client-fates"), new SignalId(signalId))
                .orElseThrow();
    }

    @Test
    void a_refusal_of_a_start_is_thrown_and_that_of_a_signal_is_told_by_its_receipt() {
        WorkflowClient client = ApplicationBean.current().client;
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> client.start("nowhere", new WorkflowId("client-none"), null))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_WORKFLOW));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> client.query(new WorkflowId("client-none"), "size", Integer.class))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_INSTANCE));
        assertThat(client.signal(note("client-none", 1)).reason()).contains(Reason.UNKNOWN_INSTANCE);
    }

    @Test
    void a_signal_takes_no_part_in_the_callers_transaction() throws Exception {
        WorkflowClient client = ApplicationBean.current().client;
        UserTransaction transaction = ApplicationBean.current().transaction;
        transaction.begin();
        Receipt receipt = client.signal(note("client-rollback", 1).starting("ledger"));
        transaction.rollback();

        assertThat(receipt.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(client.query(new WorkflowId("client-rollback"), "size", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void what_a_workflow_wrote_with_its_entity_manager_is_there_when_its_signal_is_handled() throws Exception {
        WorkflowClient client = ApplicationBean.current().client;
        makeTheAuthorsTable();
        client.start("account", new WorkflowId("client-account"), Map.of("owner", "Ada", "balance", 1000));

        Receipt receipt = client.signal(SignalRequest.of("client-account", "book")
                .with(Map.of("reference", "client-ref", "amount", 100, "poison", "")));

        assertThat(receipt.outcome()).isEqualTo(Outcome.HANDLED);
        assertThat(ApplicationBean.current().em.find(BookingEntity.class, "client-ref"))
                .isNotNull();
    }

    @Test
    void a_schedule_is_made_steered_and_removed() {
        ScheduleClient schedules = ApplicationBean.current().schedules;
        Schedule nightly = Schedule.at(
                        "client-nightly", ScheduleCalendar.MIDNIGHT.hour("2").timezone("Europe/Berlin"))
                .sending(note("client-scheduled", 1).starting("ledger"));

        assertThat(schedules.define(nightly)).isTrue();
        assertThat(schedules.define(nightly)).isFalse();
        assertThat(schedules.pause("client-nightly").orElseThrow().paused()).isTrue();
        assertThat(schedules.resume("client-nightly").orElseThrow().next()).hasSize(5);
        assertThat(schedules
                        .backfill(
                                "client-nightly",
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-01-03T00:00:00Z"))
                        .orElseThrow()
                        .pending())
                .hasSize(2);
        assertThat(schedules.trigger("client-nightly").orElseThrow().pending()).hasSizeBetween(1, 3);
        assertThat(schedules.list("client-a", 10)).extracting(ScheduleState::id).contains("client-nightly");
        assertThat(schedules.delete("client-nightly")).isTrue();
        assertThat(schedules.find("client-nightly")).isEmpty();
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> schedules.define(Schedule.every("client-none", Duration.ofDays(1))))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_PAYLOAD));
    }

    private static void makeTheAuthorsTable() throws SQLException {
        try (Connection connection = ApplicationBean.current().dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists it_booking (reference varchar(100) not null primary key,"
                    + " account varchar(200) not null, amount bigint not null)");
        }
    }

    private static SignalRequest note(String id, int number) {
        return SignalRequest.of(id, "note").with(Map.of("sender", "bean", "number", number));
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
