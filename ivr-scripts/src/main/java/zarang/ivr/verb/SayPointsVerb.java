package zarang.ivr.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.ivr.service.MemberService;
import zarang.ivr.speech.SpeechKind;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.Variable;

/**
 * {@code say-points}: the balance as of the look-up, or a polite word that says no more than is
 * known: a caller without a number, or whose look-up failed, may be a member all the same.
 */
final class SayPointsVerb implements IvrVerb {
    private static final StepKey<Optional<Variable>> POINTS =
            StepKey.required(
                    "say-points", Shapes.variable(MemberVariables.POINTS.name()), "what is spoken");
    private static final StepKey<String> BEFORE =
            prompt("before", "points-before", "heard before the number");
    private static final StepKey<String> AFTER =
            prompt("after", "points-after", "heard after the number");
    private static final StepKey<String> NO_MEMBER =
            prompt("no-member", "points-no-member", "for a caller whose number is no member's");
    private static final StepKey<String> WITHHELD =
            prompt(
                    "withheld",
                    "points-withheld",
                    "for a caller who shows no number, and may be a member");
    private static final StepKey<String> UNAVAILABLE =
            prompt("unavailable", "points-unavailable", "where the look-up timed out or failed");
    private static final StepKey<Optional<String>> UNKNOWN =
            StepKey.optional(
                    "unknown",
                    Shapes.target(),
                    "for a caller whose points are not known, instead of these prompts");
    private static final StepKey<String> NEXT = StepKey.next();

    private static StepKey<String> prompt(String key, String usual, String meaning) {
        return StepKey.usually(key, Shapes.prompt(), usual, usual, meaning);
    }

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Reads the balance as of the look-up: *before*, the number, *after*.",
                POINTS,
                BEFORE,
                AFTER,
                NO_MEMBER,
                WITHHELD,
                UNAVAILABLE,
                UNKNOWN,
                NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<Variable> spoken = step.get(POINTS);
        if (spoken.isPresent() && !spoken.get().equals(MemberVariables.POINTS)) {
            step.refuse(POINTS, "holds no points, expected " + MemberVariables.POINTS.name());
        }
        step.says(SpeechKind.NUMBER);
        Optional<String> unknown = step.get(UNKNOWN);
        String next = step.get(NEXT);
        String before = step.get(BEFORE);
        String after = step.get(AFTER);
        Playing balance = new Playing(run -> sentence(before, after, run), false, next);
        return unknown.isPresent()
                ? new Run(balance, run -> new Next.GoTo(unknown.get()))
                : new Run(balance, politely(step, next));
    }

    private static List<String> sentence(String before, String after, StepTools run) {
        List<String> sentence = new ArrayList<>();
        sentence.add(before);
        if (run.value(MemberVariables.POINTS).orElse(null) instanceof ScriptValue.Decimal points) {
            run.speech().ifPresent(speech -> sentence.addAll(speech.number(points.number())));
        }
        sentence.add(after);
        return sentence;
    }

    private static StepRun politely(StepReader step, String next) {
        String noMember = step.get(NO_MEMBER);
        String withheld = step.get(WITHHELD);
        String unavailable = step.get(UNAVAILABLE);
        return new Playing(
                run ->
                        List.of(
                                switch (outcome(run)) {
                                    case MemberService.WITHHELD -> withheld;
                                    case "timeout", "error" -> unavailable;
                                    default -> noMember;
                                }),
                false,
                next);
    }

    private static String outcome(StepTools run) {
        return run.value(MemberVariables.OUTCOME)
                .map(ScriptValue::text)
                .orElse(MemberService.UNKNOWN);
    }

    /**
     * @param otherwise what a caller comes to whose points are not known
     */
    private record Run(Playing balance, StepRun otherwise) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            boolean known = run.value(MemberVariables.POINTS).isPresent();
            return (known ? balance : otherwise).enter(run);
        }

        /** Whatever was said, the flow goes on at the same step. */
        @Override
        public Next on(ScriptEvent event, StepTools run) {
            return balance.on(event, run);
        }
    }
}
