package zarang.ivr.verb;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.script.CallbackArguments;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.expression.Expression;
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
import zarang.ivr.variable.VariableType;

/** {@code callback}: puts the caller on the list of those who are to be called back. */
final class CallbackVerb implements IvrVerb {
    /** How long the caller is kept waiting for it. */
    static final Duration LIMIT = Duration.ofSeconds(3);

    private static final int NOTE_MAX = 200;

    private static final StepKey<String> QUEUE =
            StepKey.required("callback", Shapes.queue(), "the queue that is to call");
    private static final StepKey<Optional<Expression>> NUMBER =
            StepKey.usually(
                    "number",
                    ValueShapes.expression(VariableType.DIGITS, VariableType.TEXT),
                    Optional.empty(),
                    "the caller's",
                    "whom to call; may be what the caller pressed");
    private static final StepKey<Optional<Template>> NOTE =
            StepKey.usually(
                    "note",
                    ValueShapes.template(NOTE_MAX),
                    Optional.empty(),
                    "none",
                    "for whoever calls. Never a secret");
    private static final StepKey<String> BOOKED =
            StepKey.required(
                    "on.booked",
                    Shapes.target(),
                    "the number is on the list, and stays there over a restart");
    private static final StepKey<Optional<String>> ALREADY =
            StepKey.optional(
                    "on.already",
                    Shapes.target(),
                    "it was on the list of this queue, and keeps its place; without it as `booked`");
    private static final StepKey<String> NO_NUMBER =
            StepKey.required(
                    "on.no-number",
                    Shapes.target(),
                    "the caller's number is withheld, or what is given is no number");
    private static final StepKey<Optional<String>> FULL =
            StepKey.optional(
                    "on.full",
                    Shapes.target(),
                    "the list holds 2000, or 3 of this caller; without it as `error`");
    private static final StepKey<String> ERROR =
            StepKey.required("on.error", Shapes.target(), "it cannot be kept now");

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Puts the caller on the list of those who are to be called back: `./zarang callback"
                        + " list`. The CRM hears it as `callback.booked`.",
                QUEUE,
                NUMBER,
                NOTE,
                BOOKED,
                ALREADY,
                NO_NUMBER,
                FULL,
                ERROR);
    }

    @Override
    public boolean afterHangUp() {
        return true;
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<Template> note = step.get(NOTE);
        if (note.filter(Template::secret).isPresent()) {
            step.refuse(
                    NOTE, FlowRule.TELLS_SECRET, "would tell a secret to the journal and the CRM");
        }
        String booked = step.get(BOOKED);
        String error = step.get(ERROR);
        return new Run(
                step.get(QUEUE),
                step.get(NUMBER),
                note,
                new AnswerWays(
                        Map.of(
                                CallbackArguments.BOOKED,
                                booked,
                                CallbackArguments.ALREADY,
                                step.get(ALREADY).orElse(booked),
                                CallbackArguments.NO_NUMBER,
                                step.get(NO_NUMBER),
                                CallbackArguments.FULL,
                                step.get(FULL).orElse(error)),
                        error,
                        error));
    }

    /** Whether the answer says that the number is on the list. */
    static boolean isBooked(ServiceAnswer answer) {
        return answer instanceof ServiceAnswer.Given given
                && (given.outcome().equals(CallbackArguments.BOOKED)
                        || given.outcome().equals(CallbackArguments.ALREADY));
    }

    /** Asks for it. */
    static ScriptCommand.Ask ask(String queue, String language, Map<String, ScriptValue> more) {
        Map<String, ScriptValue> arguments = new HashMap<>(more);
        arguments.put(CallbackArguments.LANGUAGE, new ScriptValue.Text(language));
        arguments.put(CallbackArguments.QUEUE, new ScriptValue.Text(queue));
        return new ScriptCommand.Ask(CallbackArguments.SERVICE, arguments, LIMIT);
    }

    private record Run(
            String queue, Optional<Expression> number, Optional<Template> note, AnswerWays ways)
            implements StepRun {
        /** What is not known is no number, not the caller's. */
        @Override
        public Next enter(StepTools run) {
            Map<String, ScriptValue> more = new HashMap<>();
            number.ifPresent(wanted ->
                    more.put(
                            CallbackArguments.NUMBER,
                            run.value(wanted).orElse(new ScriptValue.Text(""))));
            note.ifPresent(text ->
                    more.put(CallbackArguments.NOTE, new ScriptValue.Text(text.text(run::value))));
            run.tell(ask(queue, run.language(), more));
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            return ways.on(event);
        }
    }
}
