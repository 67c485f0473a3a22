package org.signalbox.it.attack;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses there are, and other ways to spell them. */
final class Names {

    static final String SIGNALS = "jms.queue.signals";
    static final String RESULTS = "jms.queue.results";

    private static final List<String> QUEUES = List.of(
            SIGNALS,
            "jms.queue.signals.ungrouped",
            "jms.queue.signals.expired",
            "jms.queue.signals.large",
            "jms.queue.signals.dead",
            "jms.queue.activities",
            "jms.queue.activities.dead",
            RESULTS,
            "jms.queue.results.large",
            "jms.queue.results.dead");

    private Names() {}

    /** All that a client could name, apart from wildcards. */
    static Set<String> plain(String workQueue) {
        Set<String> names = new LinkedHashSet<>(QUEUES);
        names.addAll(List.of(
                workQueue,
                "activemq.management",
                "activemq.notifications",
                "jms.queue.DLQ",
                "jms.queue.ExpiryQueue",
                "jms.queue.receipts.mine",
                "jms.topic.signals",
                "temporary.mine",
                "mine"));
        return names;
    }

    /** Address and queue in one name; the broker checks the address. */
    static Set<String> fullyQualified(String workQueue) {
        Set<String> names = new LinkedHashSet<>();
        for (String queue : QUEUES) {
            names.add(queue + "::" + queue);
            names.add("mine::" + queue);
            names.add(SIGNALS + "::" + queue);
            names.add(workQueue + "::" + queue);
        }
        return names;
    }

    /** Each word replaced, and all behind it. */
    static Set<String> wildcards(String workQueue) {
        Set<String> names = new LinkedHashSet<>(
                List.of("#", "*", "#.#", "activemq.#", "temporary.#", "temporary.*", "jms.tempqueue.#"));
        List<String> seeds = new ArrayList<>(QUEUES);
        seeds.add(workQueue);
        for (String queue : seeds) {
            String[] words = queue.split("\\.", -1);
            for (int word = 0; word < words.length; word++) {
                String[] one = words.clone();
                one[word] = "*";
                names.add(String.join(".", one));
                one[word] = "#";
                names.add(String.join(".", one));
                names.add(String.join(".", List.of(words).subList(0, word + 1)) + ".#");
                names.add("#." + String.join(".", List.of(words).subList(word, words.length)));
            }
        }
        return names;
    }
}
