package org.signalbox.it.workflow;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.signalbox.workflow.TerminalFailure;

@ApplicationScoped
class ChoresBean implements Chores {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Override
    public String succeed(String key) {
        return key + " done in call " + Switches.called(key);
    }

    @Override
    public String failAtFirst(String key, int times) {
        int call = Switches.called(key);
        if (call <= times) {
            throw new IllegalStateException("call " + call + " fails");
        }
        return "call " + call + " succeeds";
    }

    @Override
    public String failAlways(String key) {
        throw new IllegalStateException("call " + Switches.called(key) + " fails");
    }

    @Override
    public String failForGood(String key) {
        Switches.called(key);
        throw new TerminalFailure("there is no " + key);
    }

    @Override
    public String failUnretried(String key) {
        Switches.called(key);
        throw new NumberFormatException("no number: " + key);
    }

    @Override
    public String takeLongAtFirst(String key) {
        int call = Switches.called(key);
        if (call == 1) {
            await(key);
        }
        return "result of call " + call;
    }

    @Override
    public String hold(String key) {
        await(key);
        return key + (Switches.isOn(key) ? " is on" : " is off");
    }

    @Override
    public String takeLong(String key) {
        int call = Switches.called(key);
        await(key);
        return "result of call " + call;
    }

    @Override
    public void nothing(String key) {
        Switches.called(key);
    }

    private static void await(String key) {
        try {
            Switches.awaitOff(key, LONG);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Switches.called(key + " ended");
        }
    }
}
