package zarang.ivr.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.QueueName;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;

/**
 * A caller in a queue. The leave key and the call-back key leave it; other keys are forgotten: they
 * were meant for the agent or for nobody. Both keys are asked for each time they are pressed,
 * because they mean nothing during a talk and something again after it. Whoever cannot be called
 * back waits on: a call keeps its place in a queue for life.
 */
final class QueueWait implements StepRun {
    /** A key that leaves the queue, and the way that it leads. */
    record Leaving(char key, String way) {
        boolean is(char pressed) {
            return key == pressed;
        }
    }

    /** The ways of the other ends. */
    record Ends(
            String answered,
            String full,
            String maxWait,
            String noAgents,
            Optional<String> closed) {}

    /** What the step says, the same for all calls. */
    record Asked(
            QueueName queue,
            List<String> announcement,
            String music,
            Telling.Wish telling,
            Optional<Leaving> leave,
            Optional<Leaving> callback,
            Ends ends)
            implements StepRun {
        @Override
        public StepRun begin() {
            return new QueueWait(this);
        }

        @Override
        public Next enter(StepTools run) {
            return begin().enter(run);
        }
    }

    private final Asked asked;
    private final Telling telling;

    /** Whether the key that was pressed last asks to be called back. */
    private boolean callback;

    private QueueWait(Asked asked) {
        this.asked = asked;
        telling = new Telling(asked.telling);
    }

    @Override
    public Next enter(StepTools run) {
        run.suspendLimits();
        run.typedAhead().clear();
        join(run, asked.announcement);
        telling.begin(run);
        return Next.STAY;
    }

    @Override
    public Next onTimer(String timer, StepTools run) {
        telling.ask(run);
        return Next.STAY;
    }

    private void join(StepTools run, List<String> announcement) {
        callback = false;
        run.tell(
                new ScriptCommand.JoinQueue(
                        asked.queue, announcement, asked.music, run.language()));
    }

    @Override
    public Next onDigit(char digit, StepTools run) {
        boolean wantsCall = asked.callback.filter(key -> key.is(digit)).isPresent();
        if (wantsCall || asked.leave.filter(key -> key.is(digit)).isPresent()) {
            callback = wantsCall;
            run.tell(new ScriptCommand.LeaveQueue());
        }
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        return switch (event) {
            case ScriptEvent.QueueLeft(ScriptEvent.QueueResult result) -> left(result, run);
            case ScriptEvent.Told(ServiceAnswer answer) -> told(answer, run);
            case ScriptEvent.Placed placed -> {
                telling.tell(placed, run);
                yield Next.STAY;
            }
            default -> Next.STAY;
        };
    }

    private Next left(ScriptEvent.QueueResult result, StepTools run) {
        if (result == ScriptEvent.QueueResult.LEFT_BY_KEY && callback) {
            run.tell(CallbackVerb.ask(asked.queue.value(), Map.of()));
            return Next.STAY;
        }
        run.startLimits();
        return new Next.GoTo(
                switch (result) {
                    case ANSWERED -> asked.ends.answered;
                    case FULL -> asked.ends.full;
                    case MAX_WAIT -> asked.ends.maxWait;
                    case NO_AGENTS -> asked.ends.noAgents;
                    case CLOSED -> asked.ends.closed.orElse(asked.ends.noAgents);
                    case LEFT_BY_KEY -> asked.leave.map(Leaving::way).orElse(asked.ends.noAgents);
                });
    }

    private Next told(ServiceAnswer answer, StepTools run) {
        if (!callback) {
            return Next.STAY;
        }
        if (CallbackVerb.isBooked(answer)) {
            run.startLimits();
            return new Next.GoTo(asked.callback.map(Leaving::way).orElse(asked.ends.noAgents));
        }
        join(run, List.of());
        return Next.STAY;
    }
}
