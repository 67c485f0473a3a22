package org.signalbox.examples.loyalty.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PurchaseSenderTest {

    private static final Map<String, String> PASSWORDS =
            Map.of("SIGNALBOX_SENDER_PASSWORD", "s3cret", "SIGNALBOX_OPERATOR_PASSWORD", "0perator");
    private static final int PURCHASES = 1_050;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Sale> sales = PurchaseGenerator.sales().subList(0, PURCHASES);

    @TempDir
    Path folder;

    private LoyaltyServer server;
    private Path file;

    @BeforeEach
    void start() throws Exception {
        server = new LoyaltyServer(folder.resolve("broker"));
        file = folder.resolve("purchases.csv");
        PurchaseFile.write(sales, Files.newBufferedWriter(file));
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void every_purchase_is_handled_once_and_the_check_says_so() throws InterruptedException {
        int exitCode = run(file.toString());

        assertThat(text(out)).endsWith("1,050 purchases handled, 0 wrong\n");
        assertThat(text(err)).isEmpty();
        assertThat(exitCode).isZero();
    }

    @Test
    void running_it_again_changes_nothing() throws InterruptedException {
        run(file.toString());

        int exitCode = run(file.toString());

        assertThat(text(out)).endsWith("1,050 purchases handled, 0 wrong\n");
        assertThat(exitCode).isZero();
    }

    @Test
    void a_broker_that_goes_away_in_the_middle_of_sending_costs_nothing() throws Exception {
        Options options = options();
        List<String> lines = new ArrayList<>();
        Progress stopAndStart = new Progress(System.out, InstantSource.system()) {
            private boolean stopped;

            @Override
            void sent(int purchases, int of) {
                if (purchases == 300) {
                    stopped = true;
                    unchecked(server::stopBroker);
                }
            }

            @Override
            void notice(String line) {
                lines.add(line);
                if (stopped) {
                    stopped = false;
                    unchecked(server::startBroker);
                }
            }
        };

        new SignalQueue(options, InstantSource.system(), stopAndStart).send(sales);

        assertThat(lines).anyMatch(line -> line.contains("trying again"));
        assertExact(options);
    }

    @Test
    void a_commit_whose_answer_is_lost_is_repeated_and_recognised() throws Exception {
        Options options = options();
        Progress loseAnAnswer = new Progress(System.out, InstantSource.system()) {
            @Override
            void sent(int purchases, int of) {
                if (purchases == 500) {
                    server.loseNextCommitAnswer();
                }
            }

            @Override
            void notice(String line) {}
        };

        new SignalQueue(options, InstantSource.system(), loseAnAnswer).send(sales);

        assertExact(options);
        assertThat(server.repetitions()).isEqualTo(SignalQueue.BATCH);
    }

    @Test
    void a_server_that_is_busy_for_a_while_is_asked_again() throws InterruptedException {
        server.refuse(5);

        assertThat(run(file.toString())).isZero();
    }

    @Test
    void a_purchase_counted_twice_is_found() throws InterruptedException {
        server.countEveryPurchaseTwice();

        int exitCode = run(file.toString());

        assertThat(text(out)).contains("wrong: customer C-").doesNotContain(", 0 wrong");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void a_purchase_that_is_never_handled_is_found_when_the_patience_is_over() throws Exception {
        Options options = options("--patience", "1");
        new SignalQueue(options, InstantSource.system(), progress()).send(sales.subList(0, PURCHASES - 1));

        try (Survey survey = new Survey(new StatusService(options))) {
            Verdict verdict = new Check(
                            Standing.expected(sales), survey, options.patience(), InstantSource.system(), progress())
                    .verdict();

            assertThat(verdict.handled()).isEqualTo(PURCHASES - 1);
            assertThat(verdict.wrong())
                    .extracting(Verdict.Wrong::customer)
                    .containsExactly(sales.get(PURCHASES - 1).buyer().id());
        }
    }

    @Test
    void a_broker_that_stays_away_is_given_up_with_a_clear_message() throws Exception {
        server.stopBroker();

        int exitCode = run("--reconnect", "1", file.toString());

        assertThat(text(err))
                .startsWith("The broker " + server.jms() + " could not be used for ")
                .contains("given up");
        assertThat(exitCode).isEqualTo(1);
        server.startBroker();
    }

    @Test
    void a_web_server_that_stays_away_is_given_up_with_a_clear_message() throws InterruptedException {
        int exitCode = run("--http", "http://127.0.0.1:1", "--patience", "1", file.toString());

        assertThat(text(err)).startsWith("The server has not answered for 1 s").contains("given up");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void a_wrong_password_is_told() throws InterruptedException {
        int exitCode = run("--rest-password", "guessed", file.toString());

        assertThat(text(err)).startsWith("The server refuses the user \"operator\" (HTTP 401)");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void an_application_without_the_interface_is_not_taken_for_customers_without_purchases() {
        StatusService elsewhere = new StatusService(options("--http", server.http() + "/elsewhere"));

        assertThatExceptionOfType(StatusService.NoAnswer.class).isThrownBy(() -> elsewhere.standing("C-1"));
    }

    @Test
    void a_wrong_address_of_the_broker_is_told() throws InterruptedException {
        assertThat(run("--jms", "nowhere at all", file.toString())).isEqualTo(2);
        assertThat(text(err)).contains("is no address of a broker");
    }

    @Test
    void a_missing_file_ends_it_before_anything_is_sent() throws InterruptedException {
        int exitCode = run(folder.resolve("none.csv").toString());

        assertThat(text(err)).startsWith("There is no file");
        assertThat(exitCode).isEqualTo(2);
    }

    @Test
    void help_names_every_option_and_needs_no_password() throws InterruptedException {
        int exitCode = new PurchaseSender(new PrintStream(out), new PrintStream(err), InstantSource.system())
                .run(List.of("--help"), Map.of());

        assertThat(text(out)).contains("--http", "--jms", "--patience", "SIGNALBOX_SENDER_PASSWORD");
        assertThat(exitCode).isZero();
    }

    private void assertExact(Options options) throws InterruptedException {
        try (Survey survey = new Survey(new StatusService(options))) {
            Verdict verdict = new Check(
                            Standing.expected(sales), survey, options.patience(), InstantSource.system(), progress())
                    .verdict();
            assertThat(verdict.wrong()).isEmpty();
            assertThat(verdict.handled()).isEqualTo(PURCHASES);
        }
        for (String customer : Standing.expected(sales).keySet()) {
            assertThat(server.order(customer))
                    .containsExactlyElementsOf(sales.stream()
                            .filter(sale -> sale.buyer().id().equals(customer))
                            .map(Sale::id)
                            .toList());
        }
    }

    private int run(String... arguments) throws InterruptedException {
        return new PurchaseSender(new PrintStream(out, true), new PrintStream(err, true), InstantSource.system())
                .run(arguments(arguments), PASSWORDS);
    }

    private Options options(String... more) {
        List<String> arguments = arguments(more);
        arguments.add(file.toString());
        return Options.parse(arguments, PASSWORDS);
    }

    private List<String> arguments(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("--http", server.http(), "--jms", server.jms(), "--patience", "10"));
        arguments.addAll(Arrays.asList(more));
        return arguments;
    }

    private static Progress progress() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), InstantSource.system());
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void unchecked(Action action) {
        try {
            action.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
