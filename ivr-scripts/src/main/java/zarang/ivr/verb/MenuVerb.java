package zarang.ivr.verb;

import java.util.List;
import java.util.Map;
import java.util.Set;
import zarang.call.script.ScriptCommand;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.VerbTable;

/** {@code menu}: play, hear keys, choose. */
final class MenuVerb implements IvrVerb {
    private static final String NO_INPUT = Asking.Failure.NO_INPUT.word;
    private static final String NO_MATCH = Asking.Failure.NO_MATCH.word;

    private static final StepKey<List<String>> MENU =
            StepKey.required("menu", Shapes.prompts(), "what can be chosen");
    private static final StepKey<Map<String, String>> CHOICES =
            StepKey.required(
                    "on.*",
                    Shapes.each(
                            Shapes.unhurriedTarget(),
                            Shapes.schema(
                                    "minProperties",
                                    3,
                                    "maxProperties",
                                    102,
                                    Shapes.EXPECTED,
                                    "choices such as \"1\": sales, and no-input and no-match",
                                    "propertyNames",
                                    Shapes.schema(
                                            "pattern",
                                            "^([0-9*#A-D]{1,10}|no-input|no-match)$",
                                            Shapes.EXPECTED,
                                            "1 to 10 keys of 0-9, *, #, A-D, or no-input or"
                                                    + " no-match")),
                            Set.of(NO_INPUT, NO_MATCH)),
                    "a choice: 1 to 10 keys of 0–9, `*`, `#`, A–D, in quotes; up to 100 choices");
    private static final StepKey<String> ON_NO_INPUT =
            StepKey.required("on.no-input", Shapes.unhurriedTarget(), "nothing was pressed");
    private static final StepKey<String> ON_NO_MATCH =
            StepKey.required(
                    "on.no-match", Shapes.unhurriedTarget(), "what was pressed is no choice");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Lets the caller choose by keys. The CRM hears the outcome as `ivr.input`: the"
                        + " choice, `no-input` or `no-match`.",
                Asking.keys(MENU, List.of(CHOICES, ON_NO_INPUT, ON_NO_MATCH)),
                List.of());
    }

    @Override
    public StepRun read(StepReader step) {
        String noInput = step.get(ON_NO_INPUT);
        String noMatch = step.get(ON_NO_MATCH);
        Asking asking =
                Asking.read(step, MENU, why -> why == Asking.Failure.NO_INPUT ? noInput : noMatch);
        return new Menu(step.name(), asking, step.get(CHOICES));
    }

    private record Menu(String name, Asking asking, Map<String, String> choices)
            implements StepRun, KeyQuestion.Answered {
        @Override
        public StepRun begin() {
            return new KeyQuestion(asking, new MenuChoice(choices.keySet()), this);
        }

        @Override
        public Next enter(StepTools run) {
            return begin().enter(run);
        }

        @Override
        public Next taken(String keys, StepTools run) {
            run.tell(new ScriptCommand.NoteInput(name, keys, true));
            return new Next.GoTo(choices.getOrDefault(keys, ""));
        }

        @Override
        public Next failed(Asking.Failure why, String target, StepTools run) {
            run.tell(new ScriptCommand.NoteInput(name, why.word));
            return new Next.GoTo(target);
        }
    }
}
