package org.signalbox.engine.application;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables, as the migrations make them in either database. */
public final class Schema {

    private Schema() {}

    /** The migrations of a database, not carried out yet. */
    public static Flyway of(DataSource dataSource) throws SQLException {
        String vendor = vendor(dataSource);
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(dataSource)
                .table("signalbox_schema")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                .failOnMissingLocations(false)
                .placeholders(
                        vendor.equals("h2")
                                ? Map.of("binary", "binary large object", "exact", "")
                                : Map.of("binary", "bytea", "exact", "collate \"C\""))
                .load();
    }

    private static String vendor(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return product.equals("PostgreSQL") ? "postgresql" : "h2";
        }
    }
}
