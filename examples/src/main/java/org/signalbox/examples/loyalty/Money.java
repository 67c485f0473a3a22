package org.signalbox.examples.loyalty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Objects;

/** An amount that is not negative and has the decimal places of its currency. */
record Money(BigDecimal amount, Currency currency) {

    /** @throws ArithmeticException if the amount has more decimal places than the currency */
    Money {
        Objects.requireNonNull(amount, "money needs an amount");
        Objects.requireNonNull(currency, "money needs a currency");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount of money can't be negative: " + amount.toPlainString());
        }
        amount = amount.setScale(Math.max(0, currency.getDefaultFractionDigits()), RoundingMode.UNNECESSARY);
    }
}
