package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;

/**
 * Zarang ends the call (drain limit, longest call): never in silence. The script says the last
 * words; if it does not come to an end, the call is cut. An agent's own call has no script, and is
 * cut at once.
 */
public final class StopCall implements Verb {
    /** How long the last words may take at most. */
    public static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private static final String TIMER = "last-words";

    private final CallState call;

    private StopCall(CallState call) {
        this.call = call;
    }

    /**
     * Stops a call, unless it is being stopped.
     *
     * @param reason for the operator
     */
    public static VerbStart because(Cause cause, String reason) {
        return call -> new StopCall(call).begin(cause, reason);
    }

    private void begin(Cause asked, String reason) {
        if (call.termination().isPresent()) {
            return;
        }
        Cause cause = call.clock.isAnswered() ? asked : Cause.TEMPORARY_FAILURE;
        CallTermination how =
                new CallTermination(call.verbs.leave(Leaving.STOPPED), Party.ZARANG, cause, reason);
        if (!call.clock.isAnswered() || call.verbs.find(RunScript.class).isEmpty()) {
            new EndCall(call).closed(how);
            return;
        }
        call.ending = new Ending.Settled(how);
        call.verbs.begin(this);
        call.setTimer(TIMER, LAST_WORDS);
    }

    @Override
    public void onTimer(String timer) {
        if (timer.equals(TIMER)) {
            new EndCall(call).closed(call.termination().orElseThrow());
        }
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        return Optional.empty();
    }
}
