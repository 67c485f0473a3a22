package org.signalbox.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.signalbox.engine.operator.Standstill;

/** What has not moved for longest. */
@Named
@RequestScoped
public class StandstillPage {

    private static final int ROWS = 100;

    @Inject
    private Standstill standstill;

    public List<Standstill.Still> rows() {
        return standstill.oldest(ROWS);
    }

    public int mostRows() {
        return ROWS;
    }
}
