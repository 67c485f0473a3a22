import jakarta.jms.JMSContext;
import java.util.Scanner;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Approves order O-1 by a message; the password comes from standard input. */
class Approve {
    public static void main(String[] args) {
        String password = new Scanner(System.in).nextLine();
        try (ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory("tcp://127.0.0.1:61616");
                JMSContext jms = broker.createContext("sender", password)) {
            jms.createProducer()
                    .setProperty("workflowId", "O-1")
                    .setProperty("JMSXGroupID", "O-1")
                    .setProperty("signal", "approve")
                    .setProperty("signalId", "approval-1")
                    .send(jms.createQueue("signals"), "{\"by\": \"Anna\"}");
        }
    }
}
