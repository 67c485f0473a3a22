package org.signalbox.examples.loyalty;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * Where a customer stands.
 *
 * @param toNextLevel purchases missing to the next level; 0 on the highest
 * @param spent the sum of all purchases by currency
 */
record LoyaltyStatus(
        int purchases,
        Level level,
        int toNextLevel,
        Map<Currency, BigDecimal> spent,
        Optional<LocalDate> memberSince,
        Optional<Instant> lastPurchase) {}
