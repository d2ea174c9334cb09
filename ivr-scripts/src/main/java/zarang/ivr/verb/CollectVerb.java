package zarang.ivr.verb;

import java.util.List;
import java.util.Optional;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptValue;
import zarang.ivr.expression.Expression;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/** {@code collect}: keys of a number that the caller enters, such as a PIN or an order. */
final class CollectVerb implements IvrVerb {
    private static final int KEYS_MAX = 32;
    private static final String DIGITS = "digits";
    private static final StepKey<List<String>> COLLECT =
            StepKey.required("collect", Shapes.prompts(), "the question");
    private static final StepKey<Optional<Variable>> INTO =
            StepKey.required(
                    "into",
                    ValueShapes.into(VariableType.DIGITS),
                    "what takes the keys; nothing is known of it where none are taken");
    private static final StepKey<Integer> MIN =
            StepKey.usually("digits.min", Shapes.count(1, KEYS_MAX), 1, "1", "the fewest keys");
    private static final StepKey<Integer> MAX =
            StepKey.usually(
                    "digits.max",
                    Shapes.count(1, KEYS_MAX),
                    KEYS_MAX,
                    "32",
                    "the most keys; the last of them ends the entry");
    private static final StepKey<Optional<Character>> FINISH =
            StepKey.optional(
                    "digits.finish",
                    Shapes.key(),
                    "the key that ends the entry, and is no part of it; `#` where `digits.max` is"
                            + " more than `digits.min`");
    private static final StepKey<Optional<Expression>> VALID =
            StepKey.usually(
                    "valid",
                    ValueShapes.expression(VariableType.YES_NO),
                    Optional.empty(),
                    "true",
                    "what must hold of the keys, such as `is-card(card)`; else they do not match");
    private static final StepKey<String> ON_DIGITS =
            StepKey.required("on.digits", Shapes.unhurriedTarget(), "keys were taken");
    private static final StepKey<String> ON_NO_INPUT =
            StepKey.required("on.no-input", Shapes.unhurriedTarget(), "nothing was pressed");
    private static final StepKey<String> ON_NO_MATCH =
            StepKey.required("on.no-match", Shapes.unhurriedTarget(), "they were not `valid`");
    private static final StepKey<Optional<String>> ON_TOO_SHORT =
            StepKey.optional(
                    "on.too-short",
                    Shapes.unhurriedTarget(),
                    "fewer than `digits.min`; without it, where `no-match` leads");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Takes keys that the caller enters: a PIN, a card, an order. The CRM hears only the"
                        + " outcome as `ivr.input`, never the keys.",
                Asking.keys(
                        COLLECT,
                        List.of(
                                INTO,
                                MIN,
                                MAX,
                                FINISH,
                                VALID,
                                ON_DIGITS,
                                ON_NO_INPUT,
                                ON_NO_MATCH,
                                ON_TOO_SHORT)),
                List.of());
    }

    @Override
    public StepRun read(StepReader step) {
        int min = step.get(MIN);
        int max = step.get(MAX);
        if (min > max) {
            step.refuse(MIN, "digits.min is " + min + ", expected no more than digits.max: " + max);
        }
        Optional<Character> finish = step.get(FINISH);
        if (finish.isEmpty() && min < max) {
            finish = Optional.of('#');
        }
        String noInput = step.get(ON_NO_INPUT);
        String noMatch = step.get(ON_NO_MATCH);
        String tooShort = step.get(ON_TOO_SHORT).orElse(noMatch);
        Asking asking =
                Asking.read(
                        step,
                        COLLECT,
                        why ->
                                switch (why) {
                                    case NO_INPUT -> noInput;
                                    case NO_MATCH -> noMatch;
                                    case TOO_SHORT -> tooShort;
                                });
        Optional<Variable> into = step.get(INTO);
        Optional<Expression> valid = step.get(VALID);
        into.ifPresent(step::speaksOnceSet);
        return new Collect(
                step.name(),
                asking,
                new Length(min, max, finish),
                into,
                valid,
                step.get(ON_DIGITS));
    }

    private record Length(int min, int max, Optional<Character> finish) {}

    /**
     * @param into empty only in a script with a finding, which is never run
     */
    private record Collect(
            String name,
            Asking asking,
            Length length,
            Optional<Variable> into,
            Optional<Expression> valid,
            String target)
            implements StepRun, KeyQuestion.Answered {
        @Override
        public StepRun begin() {
            return new KeyQuestion(
                    asking, new CollectedKeys(length.min, length.max, length.finish), this);
        }

        @Override
        public Next enter(StepTools run) {
            return begin().enter(run);
        }

        @Override
        public boolean accepts(String keys, StepTools run) {
            return valid.map(rule ->
                            rule.holds(variable ->
                                    into.filter(variable::equals).isPresent()
                                            ? Optional.of(new ScriptValue.Digits(keys))
                                            : run.value(variable)))
                    .orElse(true);
        }

        @Override
        public Next taken(String keys, StepTools run) {
            into.ifPresent(variable -> run.set(variable, new ScriptValue.Digits(keys)));
            return leave(DIGITS, target, run);
        }

        @Override
        public Next failed(Asking.Failure why, String leads, StepTools run) {
            into.ifPresent(run::forget);
            return leave(why.word, leads, run);
        }

        private Next leave(String outcome, String leads, StepTools run) {
            run.tell(new ScriptCommand.NoteInput(name, outcome));
            return new Next.GoTo(leads);
        }
    }
}
