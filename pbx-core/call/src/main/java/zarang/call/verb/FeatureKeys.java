package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import zarang.call.LegId;
import zarang.call.engine.TransferTarget;
import zarang.call.plan.FeatureCodes;

/**
 * Reads what an agent presses during a talk: a code, and after some a number, which ends with # or
 * with a rest. What becomes no code means nothing.
 */
final class FeatureKeys {
    private static final Duration REST = Duration.ofSeconds(4);
    private static final int NUMBER_MAX = 20;

    private final CallState call;
    private final FeatureCodes codes;
    private final LegId leg;
    private final Supplier<Optional<Successor>> successor;
    private final Runnable beforeHandingOn;
    private final String timer;
    private final StringBuilder pressed = new StringBuilder();

    /** The code was that of consulting; only while a number is read. */
    private boolean consult;

    private boolean readsNumber;

    /**
     * @param leg of the agent
     * @param successor of the agent in its talk
     * @param beforeHandingOn makes the agent the one who can
     */
    FeatureKeys(
            CallState call,
            LegId leg,
            Supplier<Optional<Successor>> successor,
            Runnable beforeHandingOn) {
        this.leg = leg;
        this.successor = successor;
        this.beforeHandingOn = beforeHandingOn;
        this.call = call;
        this.codes = call.numbers.plan().codes();
        timer = "keys:" + leg;
    }

    void on(char digit) {
        if (readsNumber) {
            number(digit);
        } else {
            code(digit);
        }
    }

    private void code(char digit) {
        if (digit == '*') {
            pressed.setLength(0);
        }
        pressed.append(digit);
        String code = pressed.toString();
        if (!codes.mayBecome(code)) {
            forget();
            return;
        }
        call.setTimer(timer, REST);
        if (is(codes.conference(), code)) {
            forget();
            consulted().ifPresent(Successor::conference);
        } else if (is(codes.consult(), code) && consulted().isPresent()) {
            forget();
            consulted().ifPresent(Successor::back);
        } else if (is(codes.consult(), code) || is(codes.transfer(), code)) {
            pressed.setLength(0);
            readsNumber = consulted().isEmpty();
            consult = is(codes.consult(), code);
        }
    }

    /** Whom the agent consults now. */
    private Optional<Successor> consulted() {
        return successor.get().filter(Successor::isConsulted);
    }

    private static boolean is(Optional<String> code, String pressed) {
        return code.filter(pressed::equals).isPresent();
    }

    private void number(char digit) {
        if (digit == '#' || pressed.length() == NUMBER_MAX) {
            dial();
        } else {
            pressed.append(digit);
            call.setTimer(timer, REST);
        }
    }

    private void dial() {
        String number = pressed.toString();
        forget();
        if (!number.isEmpty()) {
            beforeHandingOn.run();
            call.handOn.asked(
                    new TransferAsked.ByKeys(leg, consult), new TransferTarget.Dialled(number));
        }
    }

    void onTimer(String which) {
        if (which.equals(timer)) {
            if (readsNumber) {
                dial();
            } else {
                forget();
            }
        }
    }

    /** What was pressed up to now means nothing. */
    void forget() {
        pressed.setLength(0);
        readsNumber = false;
        call.cancelTimer(timer);
    }
}
