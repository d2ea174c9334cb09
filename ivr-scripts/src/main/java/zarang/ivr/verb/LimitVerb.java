package zarang.ivr.verb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.limit.LimitService;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;

/** {@code limit}: counts tries, and says when there were too many. */
final class LimitVerb implements IvrVerb {
    /** A caller is not kept waiting for Redis. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private static final Duration SPAN_MIN = Duration.ofSeconds(1);
    private static final Duration SPAN_MAX = Duration.ofDays(30);

    private static final StepKey<String> COUNTED =
            StepKey.required(
                    "limit",
                    Shapes.word("the name of what is tried"),
                    "what is counted, such as `pin`; steps and flows with one name count together");
    private static final StepKey<Optional<Expression>> OF =
            StepKey.required("of", ValueShapes.expression(), "whose tries, such as `call.caller`");
    private static final StepKey<Integer> MOST =
            StepKey.usually("most", Shapes.count(1, 1000), 5, "5", "how many are allowed");
    private static final StepKey<Duration> WITHIN =
            StepKey.usually(
                    "within",
                    Shapes.span(SPAN_MIN, SPAN_MAX),
                    Duration.ofMinutes(15),
                    "15m",
                    "the time from the first one on in which they count together");
    private static final StepKey<Optional<Duration>> LOCKED_FOR =
            StepKey.optional(
                    "for",
                    Shapes.span(SPAN_MIN, SPAN_MAX),
                    "how long from the last of them on no other is allowed; without it as long as"
                            + " `within`");
    private static final StepKey<Boolean> CLEAR =
            StepKey.usually(
                    "clear",
                    Shapes.yesNo(),
                    false,
                    "false",
                    "counts nothing and forgets all, as after a right PIN");
    private static final StepKey<String> ALLOWED =
            StepKey.required("on.allowed", Shapes.target(), "it may be tried; or all is forgotten");
    private static final StepKey<Optional<String>> TOO_MANY =
            StepKey.optional(
                    "on.too-many",
                    Shapes.target(),
                    "it was tried too often; must be there without `clear`");
    private static final StepKey<Optional<String>> UNKNOWN =
            StepKey.optional(
                    "on.unknown",
                    Shapes.target(),
                    "`of` is not known, as of a caller who shows no number; must be there without"
                            + " `clear`");
    private static final StepKey<String> ERROR =
            StepKey.required("on.error", Shapes.target(), "it cannot be counted now");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Counts how often somebody has tried something, in Redis: over calls, processes and"
                        + " restarts. Use it before what is tried, so that two calls at once count"
                        + " too.",
                COUNTED,
                OF,
                MOST,
                WITHIN,
                LOCKED_FOR,
                CLEAR,
                ALLOWED,
                TOO_MANY,
                UNKNOWN,
                ERROR);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        boolean clear = step.get(CLEAR);
        String allowed = step.get(ALLOWED);
        Map<String, ScriptValue> fixed = new HashMap<>();
        fixed.put(LimitService.LIMIT, new ScriptValue.Text(step.get(COUNTED)));
        Duration within = step.get(WITHIN);
        fixed.put(LimitService.MOST, OutsideLookUp.number(step.get(MOST)));
        fixed.put(LimitService.WITHIN, OutsideLookUp.number(within.toSeconds()));
        fixed.put(
                LimitService.LOCKED_FOR,
                OutsideLookUp.number(step.get(LOCKED_FOR).orElse(within).toSeconds()));
        if (clear) {
            fixed.put(LimitService.CLEAR, new ScriptValue.YesNo(true));
        }
        String tooMany = target(step, TOO_MANY, clear, allowed);
        String unknown = target(step, UNKNOWN, clear, allowed);
        return new Run(
                Map.copyOf(fixed),
                step.get(OF),
                new AnswerWays(Map.of(LimitService.ALLOWED, allowed), tooMany, step.get(ERROR)),
                unknown);
    }

    private static String target(
            StepReader step, StepKey<Optional<String>> outcome, boolean clear, String allowed) {
        return clear ? step.get(outcome).orElse(allowed) : step.must(outcome, allowed);
    }

    /**
     * @param who empty only in a script with a finding, which is never run
     */
    private record Run(
            Map<String, ScriptValue> fixed,
            Optional<Expression> who,
            AnswerWays ways,
            String unknown)
            implements StepRun {
        @Override
        public Next enter(StepTools run) {
            Optional<ScriptValue> value = who.flatMap(run::value);
            if (value.isEmpty()) {
                return new Next.GoTo(unknown);
            }
            Map<String, ScriptValue> arguments = new HashMap<>(fixed);
            arguments.put(LimitService.WHO, value.get());
            run.tell(new ScriptCommand.Ask(LimitService.NAME, arguments, LIMIT));
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            return ways.on(event);
        }
    }
}
