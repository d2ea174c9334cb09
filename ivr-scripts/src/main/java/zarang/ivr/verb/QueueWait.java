package zarang.ivr.verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.QueueName;
import zarang.call.queue.CallerWants;
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

    /** What the caller hears: first, then, and when its agent was lost. */
    record Heard(List<String> announcement, String music, List<String> lost) {}

    /** The keys that leave the queue. */
    record Keys(Optional<Leaving> leave, Optional<Leaving> callback) {}

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
            Heard heard,
            Telling.Wish telling,
            QueueWants wants,
            Keys keys,
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

    /** Whom the caller is kept for at first, once that is known. */
    private CallerWants wants = CallerWants.NOTHING;

    /** Whether it is asked first who that is. */
    private boolean asking;

    private QueueWait(Asked asked) {
        this.asked = asked;
        telling = new Telling(asked.telling);
    }

    @Override
    public Next enter(StepTools run) {
        run.suspendLimits();
        run.typedAhead().clear();
        Optional<ScriptCommand.Ask> question = asked.wants.question(run);
        asking = question.isPresent();
        if (asking) {
            run.tell(question.get());
        } else {
            joinFirst(run, Optional.empty());
        }
        return Next.STAY;
    }

    private void joinFirst(StepTools run, Optional<ServiceAnswer> answer) {
        wants = asked.wants.of(run, answer);
        join(run, asked.heard.announcement);
        telling.begin(run);
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
                        asked.queue,
                        announcement,
                        asked.heard.music,
                        run.language(),
                        asked.heard.lost,
                        wants));
    }

    @Override
    public Next onDigit(char digit, StepTools run) {
        if (asking) {
            return Next.STAY;
        }
        boolean wantsCall = asked.keys.callback.filter(key -> key.is(digit)).isPresent();
        if (wantsCall || asked.keys.leave.filter(key -> key.is(digit)).isPresent()) {
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
            run.tell(CallbackVerb.ask(asked.queue.value(), run.language(), Map.of()));
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
                    case LEFT_BY_KEY ->
                            asked.keys.leave.map(Leaving::way).orElse(asked.ends.noAgents);
                });
    }

    private Next told(ServiceAnswer answer, StepTools run) {
        if (asking) {
            asking = false;
            joinFirst(run, Optional.of(answer));
            return Next.STAY;
        }
        if (!callback) {
            return Next.STAY;
        }
        if (CallbackVerb.isBooked(answer)) {
            run.startLimits();
            return new Next.GoTo(asked.keys.callback.map(Leaving::way).orElse(asked.ends.noAgents));
        }
        join(run, List.of());
        return Next.STAY;
    }
}
