package org.signalbox.examples.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.signalbox.client.WorkflowId;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.WorkflowContext;

class LoyaltyTest {

    private static final Customer ANNA = new Customer("C-1", "Anna", "anna@example.com");
    private static final Instant JOINED = Instant.parse("2025-03-01T23:30:00Z");
    private static final Currency EUR = Currency.getInstance("EUR");

    private final Requests wf = new Requests();
    private final Loyalty loyalty = new Loyalty();

    @Test
    void joining_begins_a_status_message_every_30_days() {
        loyalty.join(ANNA, wf);

        assertThat(wf.requests).containsExactly("every PT720H status");
        assertThat(loyalty.status().memberSince()).contains(LocalDate.of(2025, 3, 1));
    }

    @Test
    void each_level_is_told_once_when_it_is_reached() {
        loyalty.join(ANNA, wf);
        wf.requests.clear();

        purchase(100);

        assertThat(wf.requests)
                .containsExactly(
                        "levelReached C-1 BRONZE",
                        "levelReached C-1 SILVER",
                        "levelReached C-1 GOLD",
                        "levelReached C-1 PLATINUM");
    }

    @Test
    void the_status_counts_purchases_and_amounts() {
        loyalty.join(ANNA, wf);

        purchase(6);

        assertThat(loyalty.status())
                .isEqualTo(new LoyaltyStatus(
                        6,
                        Level.BRONZE,
                        9,
                        Map.of(EUR, new BigDecimal("6.60")),
                        Optional.of(LocalDate.of(2025, 3, 1)),
                        Optional.of(JOINED.plusSeconds(6))));
    }

    @Test
    void the_timer_sends_the_status() {
        loyalty.join(ANNA, wf);
        wf.requests.clear();

        loyalty.sendStatus(wf);

        assertThat(wf.requests).containsExactly("status C-1 2025-03-01 NONE");
    }

    @Test
    void leaving_ends_the_status_messages_and_the_membership() {
        loyalty.join(ANNA, wf);
        wf.requests.clear();

        loyalty.leave(wf);

        assertThat(wf.requests).containsExactly("cancel status", "complete");
    }

    @Test
    void a_membership_without_a_customer_ends_as_failed() {
        assertThatExceptionOfType(TerminalFailure.class).isThrownBy(() -> loyalty.sendStatus(wf));
    }

    @Test
    void the_state_survives_as_json() throws JsonProcessingException {
        ObjectMapper json = JsonMapper.builder()
                .findAndAddModules()
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .build();
        loyalty.join(ANNA, wf);
        purchase(15);

        String state = json.writeValueAsString(loyalty);
        Loyalty again = json.readValue(state, Loyalty.class);

        assertThat(again.status()).isEqualTo(loyalty.status());
        again.sendStatus(wf);
        assertThat(wf.requests).last().isEqualTo("status C-1 2025-03-01 SILVER");
    }

    private void purchase(int times) {
        for (int i = 1; i <= times; i++) {
            Money price = new Money(new BigDecimal("1.10"), EUR);
            loyalty.purchase(
                    new Purchase("P-" + i, JOINED.plusSeconds(i), "tea", price, "Hamburg", Purchase.Channel.STORE), wf);
        }
    }

    /** Writes down what the workflow asks for; the requests of a handler are all it does to the outside. */
    private static final class Requests implements WorkflowContext {

        private final List<String> requests = new ArrayList<>();

        @Override
        public WorkflowId workflowId() {
            return new WorkflowId("C-1");
        }

        @Override
        public int run() {
            return 1;
        }

        @Override
        public Instant now() {
            return JOINED;
        }

        @Override
        public <A> A background(Class<A> activities) {
            return activities.cast(Proxy.newProxyInstance(
                    activities.getClassLoader(), new Class<?>[] {activities}, (proxy, method, arguments) -> {
                        requests.add(method.getName() + " "
                                + Arrays.stream(arguments).map(Requests::brief).collect(Collectors.joining(" ")));
                        return null;
                    }));
        }

        private static String brief(Object argument) {
            if (argument instanceof Customer customer) {
                return customer.id();
            }
            return argument instanceof LoyaltyStatus status ? status.level().toString() : argument.toString();
        }

        @Override
        public void after(Duration delay, String timer) {
            requests.add("after " + delay + " " + timer);
        }

        @Override
        public void every(Duration interval, String timer) {
            requests.add("every " + interval + " " + timer);
        }

        @Override
        public void cancelTimer(String timer) {
            requests.add("cancel " + timer);
        }

        @Override
        public void complete() {
            requests.add("complete");
        }

        @Override
        public void completeWith(Object result) {
            requests.add("complete");
        }
    }
}
