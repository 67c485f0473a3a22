package org.signalbox.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import java.util.Optional;
import org.signalbox.engine.clock.ServerClock;
import org.signalbox.engine.operator.ServerClocks;

/** Has a server trust its wall clock. */
@WebServlet("/console/actions/trust-clock")
public class ClockAction extends Action {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ServerClocks clocks;

    @Inject
    private transient Parameters parameters;

    @Inject
    private transient Visitor visitor;

    @Override
    void act(Notice says) {
        String server = parameters.text("server");
        if (!parameters.text("sure").equals("true")) {
            says.bad("Nothing was done: tick the box if you mean it.");
            return;
        }
        Optional<ServerClock> known = clocks.trust(server, visitor.wanting(parameters.text("reason")));
        if (known.isEmpty()) {
            says.bad("There is no server '" + server + "'.");
        } else {
            says.good("The clock of server '" + server + "' will be trusted within seconds.");
        }
    }

    @Override
    String next(Address addresses) {
        return addresses.of("home");
    }
}
