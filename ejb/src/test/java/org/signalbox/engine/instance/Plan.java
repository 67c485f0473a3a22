package org.signalbox.engine.instance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.signalbox.engine.application.Schema;

/** How H2 would execute a statement. */
public final class Plan {

    private static final String DATABASE = "jdbc:h2:mem:plans;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1";

    private Plan() {}

    /** As text; {@code tableScan} stands where a whole table is looked through. */
    public static String of(String sql) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(DATABASE);
        Schema.of(database).migrate();
        try (Connection connection = database.getConnection();
                PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (int n = 1; n <= explain.getParameterMetaData().getParameterCount(); n++) {
                explain.setObject(n, null);
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return plan.getString(1);
            }
        }
    }
}
