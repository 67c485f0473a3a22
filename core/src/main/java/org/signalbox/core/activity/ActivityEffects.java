package org.signalbox.core.activity;

import org.signalbox.core.turn.ActivityOutcome;

/** What a decision about an activity has carried out; the engine and the test kit each do it in their own way. */
public interface ActivityEffects {

    /** Sends an attempt to the workers. */
    void send(Attempt attempt);

    /** Carries out an attempt. */
    void call(Attempt attempt);

    /** Asks whether an attempt may begin, as far as the start limits of its type are concerned. */
    void askForAdmission();

    /** Gives back the admission, or the place among those that wait for one; nothing if there is none. */
    void giveUpAdmission();

    /** @param json the result of the activity */
    void keepResult(String json);

    void keepFailure(String failure);

    /** Tells the instance how its activity ended. */
    void report(ActivityOutcome outcome);
}
