package org.signalbox.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.engine.instance.Plan;

/** What an operator asks must not take longer because a million instances wait for their next signal. */
class OperatorPlanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                StandstillStore.PARKED + "10",
                StandstillStore.HELD_UP + "10",
                StandstillStore.FAILING + "10",
                BalanceStore.COUNT
            })
    void no_table_is_looked_through(String sql) throws SQLException {
        assertThat(Plan.of(sql)).doesNotContain("tableScan").containsPattern("/\\* public\\.\\w+: ");
    }

    /** The embedded database would count a whole page of instances again for each instance of it. */
    @Test
    void the_balance_joins_nothing() throws SQLException {
        assertThat(Plan.of(BalanceStore.COUNT)).doesNotContain("JOIN").contains("UNION ALL");
    }
}
