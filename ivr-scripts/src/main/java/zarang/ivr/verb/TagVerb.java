package zarang.ivr.verb;

import java.util.Optional;
import zarang.call.Words;
import zarang.call.script.ScriptCommand;
import zarang.ivr.expression.Template;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;

/** {@code tag}: marks the call. */
final class TagVerb implements IvrVerb {
    private static final int LENGTH_MAX = 200;
    private static final StepKey<String> TAG =
            StepKey.required("tag", Shapes.word("the tag"), "what it is marked with");
    private static final StepKey<Optional<Template>> VALUE =
            StepKey.usually(
                    "value",
                    ValueShapes.template(LENGTH_MAX),
                    Optional.empty(),
                    "none",
                    "what is said of it; the rest of a longer text is cut off. Never a secret");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Marks the call for reports and the CRM, which hears it as `call.tagged`.",
                TAG,
                VALUE,
                NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<Template> value = step.get(VALUE);
        if (value.filter(Template::secret).isPresent()) {
            step.refuse(
                    VALUE, FlowRule.TELLS_SECRET, "would tell a secret to the journal and the CRM");
        }
        return new Run(step.get(TAG), value, step.get(NEXT));
    }

    private record Run(String tag, Optional<Template> value, String next) implements StepRun {
        @Override
        public Next enter(StepTools run) {
            String said = value.map(text -> text.text(run::value)).orElse("");
            run.tell(new ScriptCommand.Tag(tag, Words.cut(said, LENGTH_MAX)));
            return new Next.GoTo(next);
        }
    }
}
