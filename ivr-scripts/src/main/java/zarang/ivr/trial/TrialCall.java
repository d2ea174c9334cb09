package zarang.ivr.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.CallTermination;
import zarang.call.Words;
import zarang.call.loop.VirtualLoop;
import zarang.call.member.MemberLookup;
import zarang.call.script.NumberToRing;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.call.script.VoiceNote;
import zarang.ivr.model.Flow;
import zarang.ivr.run.FlowRun;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;

/**
 * A call without a phone: one run of a flow, and around it as much of an exchange as a script can
 * see. Time stands still until somebody moves it. One thread.
 *
 * <p>A script command that is answered later opens a matter: what ends it is in {@link Matters}.
 */
public final class TrialCall {
    /** As long as the call room lets a script go on without its caller. */
    private static final Duration EPILOGUE_MAX = Duration.ofSeconds(5);

    private static final String EPILOGUE = "epilogue";

    private final TrialWorld world;
    private final VirtualLoop loop;
    private final TrialServices services;
    private final TrialSound sound;
    private final Transcript transcript = new Transcript();
    private final TrialTimers timers;
    private final TrialQuestion question;
    private final FlowRun run;
    private String step = "";
    private String asked = "";
    private @Nullable String open;
    private long pressedAtNanos;
    private boolean talking;
    private boolean talked;
    private int leftBehind;
    private int told;
    private boolean callerGone;
    private boolean ended;

    /**
     * A call that has not begun.
     *
     * @param watcher gets every step and way that is taken
     */
    public TrialCall(
            FlowSet flows, String flow, TrialWorld world, TrialHouse house, FlowWatcher watcher) {
        this.world = world;
        this.loop = new VirtualLoop(world.at());
        this.services = new TrialServices(world, house.services(loop));
        this.sound = new TrialSound(loop, house.lengths(), this::tell);
        this.timers = new TrialTimers(loop);
        this.question = new TrialQuestion(loop, this::answered);
        this.run =
                FlowRun.begin(flows.watchedBy(following(watcher)), flow)
                        .orElseThrow(() -> new IllegalArgumentException("no flow " + flow));
    }

    private FlowWatcher following(FlowWatcher watcher) {
        FlowWatcher own =
                new FlowWatcher() {
                    @Override
                    public void entered(Flow in, String from, String exit, String to) {
                        step = to;
                        tell(new Happening.Entered(to, exit));
                    }

                    @Override
                    public void ended(Flow in, String last, Ending how) {}
                };
        return own.and(watcher);
    }

    /** The call comes in. */
    public void begin() {
        on(new ScriptEvent.Started(world.caller(), Optional.of(world.dialled()), world.at()));
        loop.settle();
    }

    /** The caller presses keys, at once. */
    public void press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            String pressed = Character.toString(key);
            acted(new TrialLine.Press(pressed, Optional.empty()), "caller presses " + pressed);
            on(new ScriptEvent.Digit(key));
            loop.settle();
        }
        pressedAtNanos = loop.nanos();
    }

    /** The caller hangs up; every timer and question ends. */
    public void callerHangsUp() {
        if (over() || callerGone) {
            return;
        }
        acted(new TrialLine.CallerHangsUp(), "caller hangs up");
        CallTermination.Result result = result();
        close();
        dropAll();
        callerGone = true;
        timers.start(EPILOGUE, EPILOGUE_MAX, this::end);
        on(new ScriptEvent.CallerGone(result));
        loop.settle();
    }

    /** What the call was to a caller who hangs up now. */
    private CallTermination.Result result() {
        if (talked) {
            return CallTermination.Result.SERVED;
        }
        return Matters.QUEUE.equals(open)
                ? CallTermination.Result.ABANDONED_IN_QUEUE
                : CallTermination.Result.ABANDONED_IN_SCRIPT;
    }

    /** Nothing is left behind. */
    private void end() {
        close();
        dropAll();
        ended = true;
    }

    private void dropAll() {
        timers.cancelAll();
        question.drop();
    }

    /** An agent takes the caller out of the queue. */
    public void agentAnswers() {
        acted(new TrialLine.AgentAnswers(), "agent answers");
        sound.stop();
        talking = true;
        talked = true;
    }

    /** What the script waits for comes to an end. */
    public void comes(String matter, ScriptEvent end, String outcome) {
        acted(new TrialLine.Comes(matter, outcome), matter + " " + outcome);
        close();
        on(end);
        loop.settle();
    }

    /** It does because the script wants no more of it. */
    private void givenUp(String matter, ScriptEvent end, String outcome) {
        tell(new Happening.Came(matter + " " + outcome));
        close();
        on(end);
    }

    private void close() {
        sound.stop();
        open = null;
        talking = false;
    }

    /** Lets time pass. */
    public void pass(Duration span) {
        loop.advance(span);
    }

    /** How long ago the call began. */
    Duration lasted() {
        return Duration.ofNanos(loop.nanos());
    }

    /** Goes on to what happens next; false if nothing does by itself. */
    public boolean turn() {
        Optional<Duration> next = loop.untilNext();
        if (over() || next.isEmpty() || transcript.isFull()) {
            return false;
        }
        loop.advance(next.get());
        return true;
    }

    /** How much the script was told that came by itself: prompts' ends, timers, answers. */
    int told() {
        return told;
    }

    /** Until something more comes by itself; empty if nothing does. */
    Optional<Duration> untilTold() {
        Optional<Duration> sounds = open == null ? sound.untilDone() : Optional.empty();
        return Stream.of(timers.untilNext(), sounds, question.untilLimit())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private void on(ScriptEvent event) {
        if (over()) {
            return;
        }
        told += Matters.comesByItself(event) ? 1 : 0;
        run.on(event).forEach(this::obey);
        if (callerGone && !question.isOpen() && timers.size() <= 1) {
            end();
        }
    }

    private void obey(ScriptCommand command) {
        if (over()) {
            return;
        }
        if (callerGone && command instanceof ScriptCommand.OnTheLine) {
            end();
            return;
        }
        switch (command) {
            case ScriptCommand.Answer answer -> {
                did("answer");
                loop.post(() -> on(new ScriptEvent.Answered()));
            }
            case ScriptCommand.Play(List<String> prompts, String language) ->
                    sound.play(prompts, language, () -> on(new ScriptEvent.PlayFinished()));
            case ScriptCommand.StopPlay stop -> sound.stop();
            case ScriptCommand.StartTimer(String name, Duration delay) ->
                    timers.start(name, delay, () -> on(new ScriptEvent.TimerFired(name)));
            case ScriptCommand.CancelTimer(String name) -> timers.cancel(name);
            case ScriptCommand.Ask ask -> ask(ask);
            case ScriptCommand.JoinQueue join -> join(join);
            case ScriptCommand.AskPlace ask ->
                    services.place(step).ifPresent(place -> loop.post(() -> placed(place)));
            case ScriptCommand.Announce(List<String> prompts, String language) ->
                    sound.add(prompts, language);
            case ScriptCommand.LeaveQueue leave -> {
                did("leave-queue");
                leave(Matters.QUEUE, "left-by-key");
            }
            case ScriptCommand.Dial dial -> dial(dial);
            case ScriptCommand.StopDial stop -> leave(Matters.DIAL, "cancelled");
            case ScriptCommand.RecordVoice(VoiceNote note) -> {
                did(Matters.RECORD, note.box().stream().toArray(String[]::new));
                open = Matters.RECORD;
                talking = false;
            }
            case ScriptCommand.StopVoice stop -> leave(Matters.RECORD, "recorded");
            case ScriptCommand.SettleVoice(boolean keep) -> did(keep ? "keep" : "drop");
            case ScriptCommand.NoteInput note -> did("input", note.step(), note.outcome());
            case ScriptCommand.Tag tag -> did("tag", tag.tag(), tag.value());
            case ScriptCommand.HangUp(var cause) -> {
                did("hang-up", Words.of(cause));
                leftBehind = timers.size();
                end();
            }
        }
    }

    private void ask(ScriptCommand.Ask ask) {
        did("ask", ask.service());
        asked = ask.service();
        Optional<CompletionStage<ServiceAnswer>> answer =
                services.ask(
                        step, ask.service(), new ServiceQuestion(world.caller(), ask.arguments()));
        if (answer.isEmpty()) {
            tell(
                    new Happening.Came(
                            "nobody was told what '"
                                    + ask.service()
                                    + "' answers: write it below answers"));
        }
        question.ask(
                ask.limit(),
                answer.orElseGet(() ->
                        CompletableFuture.completedFuture(
                                new ServiceAnswer.Failed("no answer is given"))));
    }

    private void answered(ServiceAnswer answer) {
        tell(
                new Happening.Came(
                        switch (answer) {
                            case ServiceAnswer.Given given -> "answer: " + given.outcome();
                            case ServiceAnswer.TimedOut late -> "answer: timeout";
                            case ServiceAnswer.Failed failed -> "answer: error";
                        }));
        on(new ScriptEvent.Told(TrialServices.inWordsOf(asked, answer)));
    }

    private void join(ScriptCommand.JoinQueue join) {
        List<String> words = new ArrayList<>(List.of(join.queue().value()));
        if (world.member() instanceof MemberLookup.Found(var member)) {
            words.add(member.tier().name());
            words.add("priority");
        }
        did(Matters.QUEUE, words.toArray(String[]::new));
        open = Matters.QUEUE;
        talking = false;
        sound.play(join.announcement(), join.language(), () -> {});
    }

    private void placed(ScriptEvent.Placed place) {
        if (Matters.QUEUE.equals(open) && !talking) {
            on(place);
        }
    }

    private void dial(ScriptCommand.Dial dial) {
        did(Matters.DIAL, dial.numbers().stream().map(NumberToRing::number).toArray(String[]::new));
        open = Matters.DIAL;
        talking = false;
    }

    /** The caller does not want to wait any longer, which means nothing in a talk. */
    private void leave(String matter, String outcome) {
        if (matter.equals(open) && !talking) {
            loop.post(() ->
                    Matters.end(matter, outcome)
                            .filter(end -> matter.equals(open))
                            .ifPresent(end -> givenUp(matter, end, outcome)));
        }
    }

    private void acted(TrialLine line, String words) {
        tell(new Happening.Acted(line, words, sound.playing(), quiet()));
    }

    private void did(String name, String... details) {
        tell(new Happening.Deed(name, List.of(details)));
    }

    private void tell(Happening what) {
        transcript.add(new Transcript.Entry(Duration.ofNanos(loop.nanos()), step, what));
    }

    public Transcript transcript() {
        return transcript;
    }

    /** The step at hand; empty before the first. */
    public String step() {
        return step;
    }

    /** The variables that are set, by name. Some are secrets. */
    public Map<String, ScriptValue> variables() {
        return run.variables();
    }

    /** The matter that the script waits for, such as {@code queue}. */
    public Optional<String> open() {
        return Optional.ofNullable(open);
    }

    /** The prompt that plays. */
    public Optional<String> playing() {
        return sound.playing();
    }

    /** Until the prompt that plays is over. */
    public Duration playingLeft() {
        return sound.left();
    }

    /** Since something was last heard to its end or pressed. */
    Duration quiet() {
        return Duration.ofNanos(loop.nanos() - Math.max(pressedAtNanos, sound.quietSinceNanos()));
    }

    /** The script ended the call. */
    public boolean ended() {
        return ended && !callerGone;
    }

    public boolean callerGone() {
        return callerGone;
    }

    /** Nothing more can happen. */
    public boolean over() {
        return ended;
    }

    /** Timers that the script had not taken back when it ended the call; 0, or it is at fault. */
    int leftBehind() {
        return leftBehind + loop.pendingTimers();
    }
}
