package org.signalbox.core.catalog;

import java.util.List;

/** The deployed workflows and activities can't be used as they are; the message lists everything that is wrong. */
public class InvalidApplication extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidApplication(List<String> problems) {
        super(problems.size() + " problem(s) in workflows or activities:\n  - " + String.join("\n  - ", problems));
    }
}
