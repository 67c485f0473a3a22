package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Instances that start children and wait for them; all of them signal each other.
 *
 * @param name the first part of their ids
 */
record Families(String name, int mothers, int daughters) implements Traffic {

    /** Wakes the mothers, in one commit; what is sent includes what the instances will send each other. */
    @Override
    public List<Sent> send(Post post) throws JMSException {
        List<Sent> sent = new ArrayList<>();
        List<Post.Writing> letters = new ArrayList<>();
        for (int i = 1; i <= mothers; i++) {
            String mother = name + "-" + i;
            Sent one = new Sent(mother, "wake", 1);
            sent.add(one);
            letters.add(Post.item(one, "mother", String.valueOf(daughters), "wake", Post.json(one, "")));
            for (int n = 1; n <= daughters; n++) {
                sent.add(new Sent("ledger", mother, n));
                sent.add(new Sent(mother, mother + "/" + n, 1));
            }
        }
        post.send(letters);
        return sent;
    }

    /** What did not happen exactly once. */
    @Override
    public List<String> faults(Checker checker) throws SQLException {
        List<String> faults = new ArrayList<>();
        String all = " and workflow_id like '" + name + "-%'";
        compare(
                checker.texts("select status || ' ' || coalesce(result, '') from instance where type = 'mother'" + all),
                Collections.nCopies(
                        mothers, "COMPLETED \"" + Collections.nCopies(daughters, "grown") + " " + daughters + "\""),
                "mothers",
                faults);
        compare(
                checker.texts("select status || ' ' || run from instance where type = 'daughter'" + all),
                Collections.nCopies(mothers * daughters, "COMPLETED 1"),
                "daughters",
                faults);
        List<String> ends = checker.texts("select workflow_id || ' ' || name from journal where kind = 'CHILD'" + all);
        compare(ends, ends.stream().distinct().toList(), "ends of daughters", faults);
        compare(ends.size(), mothers * daughters, "ends of daughters", faults);
        compare(
                checker.number("select count(*) from journal where kind = 'RECEIPT'" + all),
                (long) mothers * daughters,
                "receipts of greetings",
                faults);
        return faults;
    }

    private <T> void compare(T found, T wanted, String what, List<String> faults) {
        if (!found.equals(wanted)) {
            faults.add(name + ": " + what + ": " + found + " instead of " + wanted);
        }
    }
}
