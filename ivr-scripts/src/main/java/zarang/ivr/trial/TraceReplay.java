package zarang.ivr.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zarang.call.CallTermination;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.trace.CallTrace;
import zarang.ivr.trace.CallTrace.Noted;
import zarang.ivr.trace.CallTrace.What;

/**
 * Goes through a flow again as a real call did: whatever the caller and the world did comes after
 * the same prompts, timers and answers, and as long after them. One thread.
 */
final class TraceReplay {
    private static final int TURNS_MAX = 100_000;
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final CallTrace trace;
    private final List<String> way = new ArrayList<>();
    private final TrialCall call;

    /** How much the script was told by itself so far, as the call went. */
    private int due;

    private Duration last = Duration.ZERO;

    private TraceReplay(CallTrace trace, TrialWorld world, TrialHouse house) {
        this.trace = trace;
        this.call = new TrialCall(trace.flows(), trace.flow(), world, house, new Steps(way));
    }

    /**
     * What came of it.
     *
     * @param way the steps that it came to, as in {@link CallTrace#way}
     */
    record Replayed(Transcript transcript, List<String> way) {}

    static Replayed of(CallTrace trace, TrialWorld world, TrialHouse house) {
        TraceReplay replay = new TraceReplay(trace, world, house);
        replay.run();
        return new Replayed(replay.call.transcript(), replay.way);
    }

    /** Writes down the steps. */
    private record Steps(List<String> way) implements FlowWatcher {
        @Override
        public void entered(Flow flow, String from, String exit, String step) {
            way.add(flow.name() + " " + step);
        }

        @Override
        public void ended(Flow flow, String step, Ending how) {}
    }

    private void run() {
        call.begin();
        for (Noted noted : trace.noted()) {
            perform(noted);
            last = noted.at();
        }
        catchUp();
    }

    private void perform(Noted noted) {
        switch (noted.what()) {
            case What.ByItself some -> due++;
            case What.Told answer -> due++;
            case What.Key(char key, boolean madeUp) -> {
                waitUntil(noted.at());
                call.press(Character.toString(key));
            }
            case What.Came(var end) -> {
                waitUntil(noted.at());
                Matters.ended(end)
                        .filter(came -> call.open().filter(came.matter()::equals).isPresent())
                        .ifPresent(came -> call.comes(came.matter(), end, came.outcome()));
            }
            case What.Gone(var result) -> {
                waitUntil(noted.at());
                if (result == CallTermination.Result.SERVED
                        && call.open().filter(Matters.QUEUE::equals).isPresent()) {
                    call.agentAnswers();
                }
                call.callerHangsUp();
            }
        }
    }

    /** As long after what came before as in the call, but not after what came later there. */
    private void waitUntil(Duration at) {
        catchUp();
        Duration wanted = at.minus(last);
        Duration most = call.untilTold().map(next -> next.minus(MOMENT)).orElse(wanted);
        Duration span = wanted.compareTo(most) < 0 ? wanted : most;
        if (span.isPositive()) {
            call.pass(Duration.ofMillis(span.toMillis()));
        }
    }

    private void catchUp() {
        for (int turns = 0; turns < TURNS_MAX && call.told() < due; turns++) {
            if (!call.turn()) {
                return;
            }
        }
    }
}
