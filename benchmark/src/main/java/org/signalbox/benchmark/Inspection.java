package org.signalbox.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What became of all that was sent, from the state of every instance.
 *
 * @param handled by all instances
 * @param violations of the order, as the instances themselves saw them
 * @param lost sent, but not handled
 * @param doubled handled more often than sent
 * @param undeliverable kept as such
 */
record Inspection(long handled, long violations, long lost, long doubled, long undeliverable) {

    static final Inspection NOTHING = new Inspection(0, 0, 0, 0, 0);

    static Inspection of(PostgreSql database, Ledger ledger) {
        try (Connection connection = database.connect()) {
            Inspection seen = states(connection, ledger);
            return new Inspection(
                    seen.handled, seen.violations, seen.lost, seen.doubled, undeliverable(connection, ledger));
        } catch (SQLException | IOException e) {
            throw new BenchmarkFailure("cannot read what became of the signals: " + e.getMessage(), e);
        }
    }

    Inspection plus(Inspection other) {
        return new Inspection(
                handled + other.handled,
                violations + other.violations,
                lost + other.lost,
                doubled + other.doubled,
                undeliverable + other.undeliverable);
    }

    boolean isClean() {
        return violations == 0 && lost == 0 && doubled == 0 && undeliverable == 0;
    }

    private static Inspection states(Connection connection, Ledger ledger) throws SQLException, IOException {
        long handled = 0;
        long violations = 0;
        long lost = ledger.sent();
        long doubled = 0;
        ObjectMapper json = new ObjectMapper();
        try (PreparedStatement select = connection.prepareStatement(
                "select workflow_id, state from instance where workflow_id like ? and state is not null")) {
            select.setString(1, ledger.prefix() + "%");
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    int instance = ledger.instance(row.getString(1));
                    JsonNode state = json.readTree(row.getString(2));
                    long count = state.get("handled").asLong();
                    handled += count;
                    violations += state.get("violations").asLong();
                    lost -= Math.min(count, ledger.sentTo(instance));
                    doubled += Math.max(0, count - ledger.sentTo(instance));
                    for (int sender = 0; sender < ledger.senders(); sender++) {
                        int last =
                                state.get("last").path(String.valueOf(sender)).asInt();
                        violations += last == ledger.last(instance, sender) ? 0 : 1;
                    }
                }
            }
        }
        return new Inspection(handled, violations, lost, doubled, 0);
    }

    private static long undeliverable(Connection connection, Ledger ledger) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select count(*) from undeliverable where workflow_id like ?")) {
            select.setString(1, ledger.prefix() + "%");
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
