package org.signalbox.engine.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.InstanceSearch.Comparison;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.core.catalog.Attribute;
import org.signalbox.core.catalog.AttributeCondition;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Search;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.instance.InstanceFilter;
import org.signalbox.engine.undeliverable.RawSignal;

/** What a sender says instead of a workflow id. */
record BusinessKey(String workflowType, AttributeCondition condition, SignalId signalId) {

    /** @throws Malformed if the signal says it in a way that can't be understood */
    static BusinessKey of(RawSignal raw, Catalog catalog) throws Malformed {
        String text = raw.businessKey().orElseThrow();
        int sign = text.indexOf('=');
        if (sign < 1) {
            throw malformed("'businessKey' is '" + LogText.line(text) + "'; give attribute=value.");
        }
        if (raw.workflowId().isPresent()) {
            throw malformed("There are a workflow id and a 'businessKey'; give one of them.");
        }
        if (raw.startInput().isPresent() || raw.holdFor().isPresent()) {
            throw malformed("With a 'businessKey' a signal can neither start an instance nor be held for one.");
        }
        String type = raw.workflowType()
                .orElseThrow(
                        () -> malformed("A 'businessKey' needs the property 'workflowType': whose attribute it is."));
        try {
            AttributeCondition condition = new Search(catalog)
                    .condition(type, text.substring(0, sign), Comparison.EQUAL, text.substring(sign + 1));
            SignalId signalId = new SignalId(raw.signalId()
                    .orElseThrow(() -> malformed(
                            "There is no signal id: set property 'signalId', or let JMS give the message an id.")));
            return new BusinessKey(type, condition, signalId);
        } catch (Refused e) {
            throw new Malformed(e.reason(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Malformed malformed(String told) {
        return new Malformed(Reason.MALFORMED, told);
    }

    InstanceFilter filter() {
        return new InstanceFilter(
                Optional.of(workflowType),
                Optional.of(Status.RUNNING),
                false,
                Optional.empty(),
                List.of(condition),
                Optional.empty());
    }

    /** The same for all ways to write the same value. */
    String fingerprint() {
        Attribute wanted = condition.wanted();
        String value =
                wanted.text().orElseGet(() -> wanted.number().orElseThrow().toPlainString());
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = workflowType.length() + ":" + workflowType + wanted.name() + "=" + value;
            return HexFormat.of().formatHex(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    String describe() {
        Attribute wanted = condition.wanted();
        return "'" + wanted.name() + "' = '"
                + wanted.text()
                        .orElseGet(() -> wanted.number()
                                .orElseThrow()
                                .stripTrailingZeros()
                                .toPlainString()) + "'";
    }
}
