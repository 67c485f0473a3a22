package org.signalbox.examples.loyalty.sender;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The command that sends a file of purchases and checks that each has been counted exactly once.
 *
 * <p>Exit code 0: all purchases handled, 0 wrong; 1: something wrong, or given up; 2: wrong command line or file.
 */
public final class PurchaseSender {

    private static final int WRONG = 1;
    private static final int WRONG_USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    PurchaseSender(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new PurchaseSender(out, err, InstantSource.system()).run(List.of(arguments), System.getenv()));
    }

    int run(List<String> arguments, Map<String, String> environment) throws InterruptedException {
        if (arguments.contains("--help")) {
            out.print(Options.HELP);
            return 0;
        }
        try {
            return send(Options.parse(arguments, environment));
        } catch (UsageException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (GivenUp e) {
            err.println(e.getMessage());
            return WRONG;
        }
    }

    private int send(Options options) throws InterruptedException {
        List<Sale> sales = PurchaseFile.read(options.file());
        Map<String, Standing> expected = Standing.expected(sales);
        Progress progress = new Progress(out, clock);
        Instant firstSent = clock.instant();
        new SignalQueue(options, clock, progress).send(sales);
        try (Survey survey = new Survey(new StatusService(options))) {
            Verdict verdict = new Check(expected, survey, options.patience(), clock, progress).verdict();
            Report.lines(verdict, firstSent).forEach(out::println);
            return verdict.wrong().isEmpty() ? 0 : WRONG;
        }
    }
}
