package zarang.ivr.verb;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zarang.call.script.NoteResult;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.VoiceNote;
import zarang.ivr.step.Next;
import zarang.ivr.step.StepRun;
import zarang.ivr.step.StepTools;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

/**
 * The caller hears what it is to say, then a tone, and speaks; then it may listen, and speak anew.
 * A key while it is told what to say takes it to the tone at once.
 */
final class Speaking implements StepRun {
    /** The service that makes a recording audible: given its name, it answers {@code ready}. */
    static final String PLAY_BACK = "recording";

    /** What a recording is called when it is played. */
    static final String PREFIX = "note:";

    private static final String ORIGIN = "record or voicemail";

    /** The recording's name, as {@code recording.ready} has it. */
    static final Variable NAME = new Variable("voice.recording", VariableType.TEXT, ORIGIN);

    static final Variable SECONDS = new Variable("voice.seconds", VariableType.NUMBER, ORIGIN);
    static final List<Variable> VARIABLES = List.of(NAME, SECONDS);

    private static final String ANSWER = "answer";
    private static final String BEEP = "tone:beep";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration READY_WITHIN = Duration.ofSeconds(3);

    /**
     * What does not change from call to call.
     *
     * @param told what is heard before the tone; may be empty
     * @param review asks whether it is good; empty: nobody asks
     */
    record Wish(
            List<String> told,
            boolean beep,
            VoiceNote note,
            char finish,
            List<String> review,
            Ends ends) {}

    record Ends(String recorded, String tooShort, String failed) {}

    private enum Phase {
        TOLD,
        SPEAKS,
        ASKED,
        LISTENS
    }

    private final Wish wish;
    private Phase phase = Phase.TOLD;
    private String recording = "";

    Speaking(Wish wish) {
        this.wish = wish;
    }

    @Override
    public StepRun begin() {
        return new Speaking(wish);
    }

    @Override
    public Next enter(StepTools run) {
        run.typedAhead().clear();
        return tell(wish.told(), run);
    }

    private Next tell(List<String> prompts, StepTools run) {
        phase = Phase.TOLD;
        List<String> all = new ArrayList<>(prompts);
        if (wish.beep()) {
            all.add(BEEP);
        }
        if (all.isEmpty()) {
            return speak(run);
        }
        run.play(all);
        return Next.STAY;
    }

    private Next speak(StepTools run) {
        phase = Phase.SPEAKS;
        run.suspendLimits();
        run.tell(new ScriptCommand.RecordVoice(wish.note()));
        return Next.STAY;
    }

    @Override
    public Next on(ScriptEvent event, StepTools run) {
        if (event instanceof ScriptEvent.PlayFinished) {
            return played(run);
        }
        if (event instanceof ScriptEvent.VoiceRecorded recorded) {
            return recorded(recorded, run);
        }
        return event instanceof ScriptEvent.Told(ServiceAnswer answer)
                ? listen(answer, run)
                : Next.STAY;
    }

    private Next played(StepTools run) {
        return switch (phase) {
            case TOLD -> speak(run);
            case SPEAKS -> Next.STAY;
            case ASKED -> {
                run.arm(ANSWER, ANSWER_WITHIN);
                yield Next.STAY;
            }
            case LISTENS -> ask(run);
        };
    }

    private Next recorded(ScriptEvent.VoiceRecorded event, StepTools run) {
        run.startLimits();
        if (event.result() != NoteResult.RECORDED) {
            return new Next.GoTo(
                    event.result() == NoteResult.FAILED
                            ? wish.ends().failed()
                            : wish.ends().tooShort());
        }
        recording = event.recording();
        run.set(NAME, new ScriptValue.Text(recording));
        run.set(SECONDS, new ScriptValue.Decimal(BigDecimal.valueOf(event.length().toSeconds())));
        return wish.review().isEmpty() ? keep(run) : ask(run);
    }

    private Next keep(StepTools run) {
        run.tell(new ScriptCommand.SettleVoice(true));
        return new Next.GoTo(wish.ends().recorded());
    }

    private Next ask(StepTools run) {
        phase = Phase.ASKED;
        run.play(wish.review());
        return Next.STAY;
    }

    private Next listen(ServiceAnswer answer, StepTools run) {
        if (phase != Phase.LISTENS) {
            return Next.STAY;
        }
        if (answer instanceof ServiceAnswer.Given given && given.outcome().equals("ready")) {
            run.play(List.of(PREFIX + recording));
            return Next.STAY;
        }
        return ask(run);
    }

    @Override
    public Next onTimer(String timer, StepTools run) {
        return phase == Phase.ASKED ? keep(run) : Next.STAY;
    }

    @Override
    public Next onDigit(char digit, StepTools run) {
        return switch (phase) {
            case TOLD -> tell(List.of(), run);
            case SPEAKS -> {
                if (digit == wish.finish()) {
                    run.tell(new ScriptCommand.StopVoice());
                }
                yield Next.STAY;
            }
            case ASKED, LISTENS -> chosen(digit, run);
        };
    }

    private Next chosen(char digit, StepTools run) {
        if (digit < '1' || digit > '3') {
            return Next.STAY;
        }
        run.cancel(ANSWER);
        return switch (digit) {
            case '1' -> keep(run);
            case '2' -> playBack(run);
            default -> {
                run.tell(new ScriptCommand.SettleVoice(false));
                yield tell(List.of(), run);
            }
        };
    }

    private Next playBack(StepTools run) {
        phase = Phase.LISTENS;
        run.tell(new ScriptCommand.StopPlay());
        run.tell(
                new ScriptCommand.Ask(
                        PLAY_BACK, Map.of("name", new ScriptValue.Text(recording)), READY_WITHIN));
        return Next.STAY;
    }
}
