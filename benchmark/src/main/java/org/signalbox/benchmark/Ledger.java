package org.signalbox.benchmark;

/**
 * What has been sent: the last number of every sender to every instance. An instance's numbers of one sender are given
 * out by one thread at a time.
 */
final class Ledger {
    private final String workflowType;
    private final String prefix;
    private final int[][] last;

    /** @param prefix of all workflow ids of this run */
    Ledger(String workflowType, String prefix, int instances, int senders) {
        this.workflowType = workflowType;
        this.prefix = prefix;
        this.last = new int[instances][senders];
    }

    int instances() {
        return last.length;
    }

    int senders() {
        return last[0].length;
    }

    String workflowType() {
        return workflowType;
    }

    String prefix() {
        return prefix;
    }

    String workflowId(int instance) {
        return prefix + instance;
    }

    int instance(String workflowId) {
        return Integer.parseInt(workflowId.substring(prefix.length()));
    }

    int next(int instance, int sender) {
        return ++last[instance][sender];
    }

    int last(int instance, int sender) {
        return last[instance][sender];
    }

    long sentTo(int instance) {
        long sum = 0;
        for (int numbers : last[instance]) {
            sum += numbers;
        }
        return sum;
    }

    long sent() {
        long sum = 0;
        for (int instance = 0; instance < last.length; instance++) {
            sum += sentTo(instance);
        }
        return sum;
    }
}
