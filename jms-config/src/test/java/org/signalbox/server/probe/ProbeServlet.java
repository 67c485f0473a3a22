package org.signalbox.server.probe;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** Answers what it sees, as lines of text. */
@WebServlet("/probe/*")
@DeclareRoles({"viewer", "operator", "admin", "sender", "worker"})
@ServletSecurity(@HttpConstraint(rolesAllowed = {"viewer", "operator", "admin", "sender", "worker"}))
public class ProbeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource(lookup = "java:/jms/SignalboxOut")
    private transient ConnectionFactory out;

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private transient DataSource dataSource;

    @Resource
    private transient UserTransaction transaction;

    @Inject
    private transient Gathering gathering;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print(answer(request));
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private String answer(HttpServletRequest request) throws Exception {
        String queue = request.getParameter("queue");
        return switch (request.getPathInfo()) {
            case "/who" -> who(request);
            case "/browse" -> browse(queue);
            case "/drain" -> drain(queue);
            case "/send-and-commit" -> transacted(queue, Integer.parseInt(request.getParameter("n")), true);
            case "/send-and-roll-back" -> transacted(queue, Integer.parseInt(request.getParameter("n")), false);
            case "/send-in-jta-and-roll-back" -> jtaRolledBack(queue);
            case "/reply" -> reply(queue);
            case "/send" -> automatic(queue, request.getParameter("text"));
            case "/gathered" -> Integer.toString(gathering.most());
            case "/context-session-mode" -> contextMode();
            case "/redelivered" -> Integer.toString(gathering.failed());
            case "/insert" -> sql("insert into probe values (current_timestamp)");
            case "/plugins" -> plugins();
            case "/count" -> sql("select count(*) from probe");
            default -> throw new IllegalArgumentException(request.getPathInfo());
        };
    }

    private static String plugins() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName broker = beans.queryNames(new ObjectName("org.apache.activemq.artemis:broker=\"*\""), null)
                .iterator()
                .next();
        return Arrays.toString((Object[]) beans.getAttribute(broker, "BrokerPluginClassNames"));
    }

    private static String who(HttpServletRequest request) {
        List<String> roles = new ArrayList<>();
        for (String role : List.of("viewer", "operator", "admin", "sender", "worker")) {
            if (request.isUserInRole(role)) {
                roles.add(role);
            }
        }
        return request.getRemoteUser() + " " + roles;
    }

    private String browse(String queue) throws JMSException, NamingException {
        StringBuilder text = new StringBuilder();
        try (JMSContext jms = out.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = jms.createBrowser(lookup(queue))) {
            for (Object message : Collections.list((Enumeration<?>) browser.getEnumeration())) {
                text.append(describe((Message) message)).append('\n');
            }
        }
        return text.toString();
    }

    private String drain(String queue) throws JMSException, NamingException {
        StringBuilder text = new StringBuilder();
        try (jakarta.jms.Connection connection = out.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(lookup(queue))) {
            connection.start();
            for (Message next = consumer.receive(500); next != null; next = consumer.receive(100)) {
                text.append(describe(next)).append('\n');
            }
            session.commit();
        }
        return text.toString();
    }

    private static String describe(Message message) throws JMSException {
        return String.join(
                " ",
                message.getClass().getSimpleName(),
                "id=" + message.getJMSMessageID(),
                "native=" + message.getStringProperty("NATIVE_MESSAGE_ID"),
                "stomp=" + message.getStringProperty("amqMessageId"),
                "persistent=" + (message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT),
                "group=" + message.getStringProperty("JMSXGroupID"),
                "type=" + message.getJMSType(),
                "correlation=" + message.getJMSCorrelationID(),
                "replyTo=" + message.getJMSReplyTo(),
                "expires=" + (message.getJMSExpiration() > 0),
                "seq=" + message.getStringProperty("JMSXGroupSeq"),
                "n=" + message.getStringProperty("n"),
                "properties=" + Collections.list((Enumeration<?>) message.getPropertyNames()),
                "body=" + body(message));
    }

    private static String body(Message message) throws JMSException {
        return message instanceof BytesMessage bytes
                ? new String(bytes.getBody(byte[].class), StandardCharsets.UTF_8)
                : message.getBody(String.class);
    }

    private String transacted(String queue, int count, boolean commit) throws JMSException, NamingException {
        try (jakarta.jms.Connection connection = out.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(lookup(queue))) {
            for (int n = 1; n <= count; n++) {
                Message message = session.createTextMessage("transacted");
                message.setStringProperty("n", Integer.toString(n));
                producer.send(message);
            }
            if (commit) {
                session.commit();
            } else {
                session.rollback();
            }
            return "transacted " + session.getTransacted();
        }
    }

    private String automatic(String queue, String text) throws NamingException {
        try (JMSContext jms = out.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            jms.createProducer().send(lookup(queue), text);
            return "transacted " + jms.getTransacted();
        }
    }

    private String reply(String queue) throws JMSException, NamingException {
        try (JMSContext jms = out.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                JMSConsumer consumer = jms.createConsumer(lookup(queue))) {
            Message message = consumer.receive(5000);
            jms.createProducer()
                    .setJMSCorrelationID(message.getJMSCorrelationID())
                    .send(message.getJMSReplyTo(), "receipt");
            return "replied";
        }
    }

    private String contextMode() {
        try (JMSContext jms = out.createContext(JMSContext.SESSION_TRANSACTED)) {
            return "transacted " + jms.getTransacted();
        } catch (JMSRuntimeException refused) {
            return "refused";
        }
    }

    private String jtaRolledBack(String queue) throws Exception {
        transaction.begin();
        try {
            return automatic(queue, "sent in a transaction that was rolled back");
        } finally {
            transaction.rollback();
        }
    }

    private String sql(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement jdbc = connection.createStatement()) {
            jdbc.execute("create table if not exists probe (at timestamp)");
            if (!jdbc.execute(statement)) {
                return Integer.toString(jdbc.getUpdateCount());
            }
            try (ResultSet rows = jdbc.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @SuppressWarnings("BanJNDI") // the test asks for our queues only
    private static Queue lookup(String queue) throws NamingException {
        return InitialContext.doLookup("java:/jms/queue/" + queue);
    }
}
