package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.engine.gate.Malformed;
import org.signalbox.engine.gate.SignalGate;
import org.signalbox.engine.gate.SignalReader;
import org.signalbox.engine.undeliverable.RawSignal;

/** Sends the signal of the form, or shows the form again with what is wrong. */
@WebServlet("/console/actions/signal")
public class SignalAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignalGate gate;

    @Inject
    private transient SignalReader reader;

    @Inject
    private transient SignalForm form;

    @Inject
    private transient InstancePage page;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<String> mistake = page.isFound() ? form.check() : Optional.empty();
        if (mistake.isPresent()) {
            form.reject(mistake.get());
            request.getRequestDispatcher("/console/instance").forward(request, response);
        } else {
            super.doPost(request, response);
        }
    }

    @Override
    void act(Notice says) {
        RawSignal raw = raw();
        try {
            tell(gate.take(reader.read(raw), raw), says);
        } catch (Malformed e) {
            throw new Refused(e.reason(), e.told());
        }
    }

    private RawSignal raw() {
        Optional<byte[]> payload = parameters.ifGiven("payload").map(p -> p.getBytes(StandardCharsets.UTF_8));
        return new RawSignal(
                Optional.of(parameters.text("id")),
                Optional.of(form.name()),
                Optional.of(form.signalId()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                payload.isPresent() ? "TEXT" : "EMPTY",
                payload,
                Map.of("door", "CONSOLE", "user", visitor.name()));
    }

    private static void tell(Receipt receipt, Notice says) {
        String signal = "Signal " + receipt.signalId() + ": " + receipt.outcome();
        if (receipt.outcome() == Outcome.REJECTED) {
            says.bad(signal + ", kept as undeliverable. " + receipt.detail());
        } else {
            says.good(signal
                    + (receipt.sequence().isPresent()
                            ? " as event " + receipt.sequence().getAsLong()
                            : ""));
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.instance(parameters.text("id"), "journal");
    }
}
