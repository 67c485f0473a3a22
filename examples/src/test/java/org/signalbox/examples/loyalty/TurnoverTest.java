package org.signalbox.examples.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TurnoverTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency CHF = Currency.getInstance("CHF");

    @Test
    void currencies_are_kept_apart() {
        Turnover spent = Turnover.nothing()
                .plus(money("0.10", EUR))
                .plus(money("5", CHF))
                .plus(money("0.2", EUR));

        assertThat(spent.sums()).isEqualTo(Map.of(EUR, new BigDecimal("0.30"), CHF, new BigDecimal("5.00")));
    }

    @Test
    void money_has_the_decimal_places_of_its_currency_and_is_not_negative() {
        assertThat(money("1000", Currency.getInstance("JPY")).amount()).isEqualTo(new BigDecimal("1000"));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> money("0.001", EUR));
        assertThatIllegalArgumentException().isThrownBy(() -> money("-1", EUR));
    }

    private static Money money(String amount, Currency currency) {
        return new Money(new BigDecimal(amount), currency);
    }
}
