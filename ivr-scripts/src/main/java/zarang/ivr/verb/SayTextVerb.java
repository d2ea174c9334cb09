package zarang.ivr.verb;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.expression.Template;
import zarang.ivr.rule.FlowRule;
import zarang.ivr.service.SpeechService;
import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.Next;
import zarang.ivr.step.Shapes;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.StepReader;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.step.ValueShapes;
import zarang.ivr.step.VerbTable;

/**
 * {@code say-text}: a text that nobody need have recorded. What is spoken already is heard at once;
 * whatever goes wrong, the caller hears the fallback and not silence.
 */
final class SayTextVerb implements IvrVerb {
    private static final int LENGTH_MAX = 500;

    /** A pause that nobody minds: a text that is there by then needs no words before it. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final String MEANWHILE_TIMER = "meanwhile";

    private static final StepKey<Optional<Template>> TEXT =
            StepKey.required("say-text", ValueShapes.template(LENGTH_MAX), "what is said");
    private static final StepKey<List<String>> FALLBACK =
            StepKey.required(
                    "fallback", Shapes.prompts(), "heard instead where it is not spoken in time");
    private static final StepKey<Duration> WITHIN =
            StepKey.usually(
                    "within",
                    Shapes.span(Duration.ofMillis(100), Duration.ofSeconds(10)),
                    Duration.ofSeconds(2),
                    "2s",
                    "how long the caller is kept waiting for it");
    private static final StepKey<List<String>> MEANWHILE =
            StepKey.usually(
                    "meanwhile",
                    Shapes.prompts(),
                    List.of(),
                    "none",
                    "heard, to its end, by a caller who waits longer than 300 ms");
    private static final StepKey<Boolean> BARGE_IN =
            StepKey.usually("barge-in", Shapes.yesNo(), false, "false", "as for `play`");
    private static final StepKey<String> NEXT = StepKey.next();

    @Override
    public VerbTable table() {
        return new VerbTable(
                "Says a text: from recordings if all of its sentences are recorded, or else as"
                        + " `speech.command` or `speech.url` speaks it.",
                TEXT,
                FALLBACK,
                WITHIN,
                MEANWHILE,
                BARGE_IN,
                NEXT);
    }

    @Override
    public StepRun read(StepReader step) {
        Optional<Template> text = step.get(TEXT);
        if (text.filter(Template::secret).isPresent()) {
            step.refuse(
                    TEXT,
                    FlowRule.TELLS_SECRET,
                    "would tell a secret to whoever speaks texts; say it with say-digits");
        }
        text.ifPresent(step::saysText);
        return new Asked(
                text,
                step.get(FALLBACK),
                step.get(WITHIN),
                step.get(MEANWHILE),
                step.get(BARGE_IN),
                step.get(NEXT));
    }

    /**
     * What the step says.
     *
     * @param text empty only in a script with a finding, which is never run
     */
    private record Asked(
            Optional<Template> text,
            List<String> fallback,
            Duration within,
            List<String> meanwhile,
            boolean bargeIn,
            String next)
            implements StepRun {
        @Override
        public StepRun begin() {
            return new Run(this);
        }

        @Override
        public Next enter(StepTools run) {
            return begin().enter(run);
        }
    }

    /** One caller who waits for the text and hears it. */
    private static final class Run implements StepRun {
        private final Asked asked;
        private boolean answered;
        private boolean playing;

        /** Waits until what plays meanwhile is over. */
        private @Nullable List<String> due;

        Run(Asked asked) {
            this.asked = asked;
        }

        @Override
        public Next enter(StepTools run) {
            if (asked.bargeIn() && !run.typedAhead().isEmpty()) {
                return new Next.GoTo(asked.next());
            }
            String text = asked.text().map(t -> t.text(run::value)).orElse("");
            Map<String, ScriptValue> arguments = new HashMap<>();
            arguments.put(SpeechService.TEXT, new ScriptValue.Text(text));
            arguments.put(SpeechService.LANGUAGE, new ScriptValue.Text(run.language()));
            if (asked.text().filter(Template::fixed).isPresent()) {
                arguments.put(SpeechService.FIXED, new ScriptValue.Text("fixed"));
            }
            run.tell(new ScriptCommand.Ask(SpeechService.NAME, arguments, asked.within()));
            if (!asked.meanwhile().isEmpty()) {
                run.arm(MEANWHILE_TIMER, PATIENCE);
            }
            return Next.STAY;
        }

        @Override
        public Next on(ScriptEvent event, StepTools run) {
            if (event instanceof ScriptEvent.Told(ServiceAnswer answer) && !answered) {
                answered = true;
                run.cancel(MEANWHILE_TIMER);
                play(prompts(answer), run);
            } else if (event instanceof ScriptEvent.PlayFinished && playing) {
                playing = false;
                if (due != null) {
                    play(due, run);
                    due = null;
                } else if (answered) {
                    return new Next.GoTo(asked.next());
                }
            }
            return Next.STAY;
        }

        private void play(List<String> prompts, StepTools run) {
            if (playing) {
                due = prompts;
            } else {
                playing = true;
                run.play(prompts);
            }
        }

        private List<String> prompts(ServiceAnswer answer) {
            if (answer instanceof ServiceAnswer.Given given
                    && given.outcome().equals(SpeechService.SPOKEN)
                    && given.values().get(SpeechService.PROMPTS)
                            instanceof ScriptValue.Text(String names)) {
                return List.of(names.split(" ", -1));
            }
            return asked.fallback();
        }

        @Override
        public Next onTimer(String timer, StepTools run) {
            play(asked.meanwhile(), run);
            return Next.STAY;
        }

        @Override
        public Next onDigit(char digit, StepTools run) {
            run.typedAhead().add(digit);
            if (!asked.bargeIn()) {
                return Next.STAY;
            }
            if (playing) {
                run.tell(new ScriptCommand.StopPlay());
            }
            return new Next.GoTo(asked.next());
        }
    }
}
