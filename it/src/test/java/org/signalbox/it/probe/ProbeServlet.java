package org.signalbox.it.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.AlreadyRunning;
import org.signalbox.client.Refused;
import org.signalbox.client.WorkflowClient;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.operator.Overview;
import org.signalbox.engine.operator.Repair;
import org.signalbox.it.workflow.Switches;

/** Answers with JSON, and has the queue made of a system outside; the request is a JSON array of texts. Test only: it asks nobody who they are. */
@JMSDestinationDefinition(
        name = "java:global/jms/remote-it",
        interfaceName = "jakarta.jms.Queue",
        destinationName = "remote.it")
@WebServlet(urlPatterns = "/*", loadOnStartup = 1)
@SuppressWarnings("serial") // nobody stores a servlet
public class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final ObjectMapper json = new ObjectMapper();

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    @Inject
    private Overview overview;

    @Inject
    private Repair repair;

    @Inject
    private WorkflowClient client;

    @Override
    public void init() throws ServletException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists it_booking (reference varchar(100) not null primary key,"
                    + " account varchar(200) not null, amount bigint not null)");
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonNode arguments = json.readTree(request.getInputStream());
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            Object answer = answer(request.getPathInfo(), arguments);
            response.getOutputStream().write(json.writeValueAsBytes(answer));
        } catch (SQLException | RuntimeException e) {
            response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            response.getOutputStream().write(json.writeValueAsBytes(String.valueOf(e)));
        }
    }

    private Object answer(String what, JsonNode arguments) throws SQLException, IOException {
        String first = arguments.path(0).asText();
        return switch (what) {
            case "/rows" -> rows(first, arguments);
            case "/change" -> change(first, arguments);
            case "/off" -> {
                Switches.off(first);
                yield "off";
            }
            case "/calls" -> Switches.calls(first).stream().map(String::valueOf).toList();
            case "/notes" -> Switches.notes(first);
            case "/query" ->
                json.readTree(
                        overview.query(new WorkflowId(first), arguments.path(1).asText(), Optional.empty()));
            case "/start" ->
                start(
                        first,
                        arguments.path(1).asText(),
                        arguments.has(2) ? json.readTree(arguments.get(2).asText()) : null);
            case "/retry" -> repair.retry(new WorkflowId(first));
            case "/resend" ->
                repair.resend(Long.parseLong(first), "test")
                        .map(r -> r.outcome().toString())
                        .orElse("none");
            case "/undeliverable" ->
                overview.undeliverable(Optional.of(first), Optional.empty(), 0, 100).stream()
                        .map(u -> List.of(
                                u.reason(),
                                u.bodyLength().map(String::valueOf).orElse("none"),
                                u.signal().body().isPresent()))
                        .toList();
            case "/threads" -> ManagementFactory.getThreadMXBean().getThreadCount();
            case "/messages" -> messages("jms.queue." + first);
            case "/operate" -> operate("jms.queue." + first, arguments.path(1).asText());
            default -> throw new IllegalArgumentException("no " + what);
        };
    }

    private static Object messages(String queue) {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            return beans.getAttribute(bean(queue), "MessageCount");
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object operate(String queue, String operation) {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(bean(queue), operation, new Object[0], new String[0]);
            return operation;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName bean(String queue) throws JMException {
        ObjectName broker = ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("org.apache.activemq.artemis:broker=\"*\""), null)
                .iterator()
                .next();
        return new ObjectName(broker + ",component=addresses,address=\"" + queue
                + "\",subcomponent=queues,routing-type=\"anycast\",queue=\"" + queue + "\"");
    }

    /** The number of the run, or why there is none. */
    private String start(String type, String id, @Nullable JsonNode input) {
        try {
            return "run " + client.start(type, new WorkflowId(id), input);
        } catch (Refused e) {
            return e.reason().name();
        } catch (AlreadyRunning e) {
            return "runs as " + e.run();
        }
    }

    private List<List<String>> rows(String sql, JsonNode arguments) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepared(connection, sql, arguments);
                ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private int change(String sql, JsonNode arguments) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = prepared(connection, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, JsonNode arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 1; i < arguments.size(); i++) {
            statement.setString(i, arguments.get(i).asText());
        }
        return statement;
    }
}
