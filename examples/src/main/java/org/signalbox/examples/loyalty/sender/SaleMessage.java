package org.signalbox.examples.loyalty.sender;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

/** A purchase in the form of Signalbox's JMS contract: a signal-with-start to the customer's instance. */
final class SaleMessage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SaleMessage() {}

    static TextMessage of(Sale sale, Session session) throws JMSException {
        TextMessage message = session.createTextMessage(purchase(sale));
        String customer = sale.buyer().id();
        message.setStringProperty("workflowId", customer);
        message.setStringProperty("JMSXGroupID", customer);
        message.setStringProperty("workflowType", "loyalty");
        message.setStringProperty("startInput", customer(sale.buyer()));
        message.setStringProperty("signal", "purchase");
        message.setStringProperty("signalId", sale.id());
        return message;
    }

    private static String purchase(Sale sale) {
        ObjectNode json = JSON.objectNode();
        json.put("id", sale.id());
        json.put("time", sale.time().toString());
        json.put("product", sale.product());
        json.putObject("price").put("amount", sale.amount()).put("currency", sale.currency());
        json.put("store", sale.store());
        json.put("channel", sale.channel());
        return json.toString();
    }

    private static String customer(Sale.Buyer buyer) {
        return JSON.objectNode()
                .put("id", buyer.id())
                .put("name", buyer.name())
                .put("email", buyer.email())
                .toString();
    }
}
