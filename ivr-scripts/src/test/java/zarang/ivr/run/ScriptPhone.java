package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.WrittenNumber;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;
import zarang.call.member.Member;
import zarang.call.member.MemberDirectory;
import zarang.call.member.MemberLookup;
import zarang.call.script.DialResult;
import zarang.call.script.NoteResult;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ServiceQuestion;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.model.Flow;
import zarang.ivr.service.MemberService;
import zarang.ivr.speech.Speech;

/**
 * A call under a virtual clock: does what a run commands, and writes down what the caller would
 * notice. Every prompt takes one second.
 */
final class ScriptPhone {
    private static final Duration PROMPT = Duration.ofSeconds(1);
    private static final PhoneNumber CALLER = new PhoneNumber("+989121234567");
    private static final FlowCheck CHECK = new FlowCheck();
    private static final Optional<Speech> PERSIAN = Speech.shipped("fa");

    final VirtualLoop loop = new VirtualLoop();
    final List<String> heard = new ArrayList<>();
    MemberLookup lookup = new MemberLookup.Unknown();
    boolean ended;
    private final Map<String, ControlLoop.Timer> timers = new HashMap<>();
    private final ScriptRun run;
    private ControlLoop.@Nullable Timer playing;

    ScriptPhone(String flow) {
        this(flow(flow));
    }

    ScriptPhone(Flow flow) {
        this(flow, FlowWatcher.NONE);
    }

    ScriptPhone(Flow flow, FlowWatcher watcher) {
        this(FlowSet.of(flow, 1, language -> PERSIAN).watchedBy(watcher), flow.name());
    }

    ScriptPhone(FlowSet flows, String flow) {
        run = FlowRun.begin(flows, flow).orElseThrow();
    }

    /** A flow, from its steps or whole; must be free of errors. */
    static Flow flow(String text) {
        String whole =
                text.contains("steps:")
                        ? text
                        : "flow: test\nlanguage: fa\nstart: a\nsteps:\n" + text.indent(2);
        FlowReport report = CHECK.check("test.yaml", whole, LintScope.NONE);
        return report.flow().orElseThrow(() -> new AssertionError(report.findings()));
    }

    static Member member(Tier tier, long hundredths) {
        return new Member(new MemberId("m1"), "", tier, new Points(hundredths));
    }

    static ScriptEvent.Started started() {
        return new ScriptEvent.Started(
                Optional.of(CALLER), Optional.of("1000"), Instant.parse("2026-03-21T08:00:00Z"));
    }

    ScriptPhone start() {
        tell(started());
        loop.settle();
        return this;
    }

    ScriptPhone press(String keys) {
        keys.chars().forEach(key -> tell(new ScriptEvent.Digit((char) key)));
        loop.settle();
        return this;
    }

    /** Presses a key once {@code delay} has passed, as the network posts it. */
    ScriptPhone pressAfter(Duration delay, char key) {
        loop.schedule(delay, () -> loop.post(() -> tell(new ScriptEvent.Digit(key))));
        return this;
    }

    ScriptPhone pass(Duration span) {
        loop.advance(span);
        return this;
    }

    ScriptPhone pass(long seconds) {
        return pass(Duration.ofSeconds(seconds));
    }

    ScriptPhone queueLeft(ScriptEvent.QueueResult result) {
        tell(new ScriptEvent.QueueLeft(result));
        loop.settle();
        return this;
    }

    ScriptPhone dialEnded(DialResult result) {
        tell(new ScriptEvent.DialEnded(result));
        loop.settle();
        return this;
    }

    ScriptPhone recorded(NoteResult result) {
        tell(new ScriptEvent.VoiceRecorded(result, "CALL-1", Duration.ofSeconds(7)));
        loop.settle();
        return this;
    }

    void tell(ScriptEvent event) {
        run.on(event).forEach(this::obey);
    }

    private void obey(ScriptCommand command) {
        if (ended) {
            throw new AssertionError("after the end: " + command);
        }
        switch (command) {
            case ScriptCommand.Answer answer -> {
                heard.add("answer");
                loop.post(() -> tell(new ScriptEvent.Answered()));
            }
            case ScriptCommand.Play play -> {
                heard.add("play " + String.join(" ", play.prompts()));
                stop();
                playing =
                        loop.schedule(
                                PROMPT,
                                () -> {
                                    playing = null;
                                    tell(new ScriptEvent.PlayFinished());
                                });
            }
            case ScriptCommand.StopPlay stopPlay -> {
                heard.add("stop");
                stop();
            }
            case ScriptCommand.StartTimer(String name, Duration delay) ->
                    timers.put(
                            name,
                            loop.schedule(
                                    delay,
                                    () -> {
                                        timers.remove(name);
                                        tell(new ScriptEvent.TimerFired(name));
                                    }));
            case ScriptCommand.CancelTimer(String name) -> {
                ControlLoop.Timer timer = timers.remove(name);
                if (timer == null) {
                    throw new AssertionError("no timer " + name);
                }
                timer.cancel();
            }
            case ScriptCommand.Ask ask -> {
                if (ask.service().equals("recording")) {
                    heard.add("ask for " + ask.arguments().get("name"));
                    return;
                }
                heard.add("look up " + ask.limit().toMillis() + " ms");
                assertThat(ask.service()).isEqualTo(MemberService.NAME);
                ServiceQuestion question =
                        new ServiceQuestion(Optional.of(CALLER), ask.arguments());
                new MemberService(new Directory(lookup))
                        .ask(question)
                        .thenAccept(answer -> loop.post(() -> tell(new ScriptEvent.Told(answer))));
            }
            case ScriptCommand.JoinQueue join ->
                    heard.add(
                            "queue "
                                    + join.queue()
                                    + join.announcement().stream()
                                            .map(prompt -> " " + prompt)
                                            .collect(Collectors.joining())
                                    + " "
                                    + join.music());
            case ScriptCommand.LeaveQueue leave -> heard.add("leave queue");
            case ScriptCommand.AskPlace ask -> heard.add("ask place");
            case ScriptCommand.Announce news ->
                    heard.add("announce " + String.join(" ", news.prompts()));
            case ScriptCommand.Dial dial ->
                    heard.add(
                            "dial "
                                    + dial.numbers().stream()
                                            .map(each ->
                                                    each.number()
                                                            + (each.insideOnly() ? " inside" : ""))
                                            .collect(Collectors.joining(" "))
                                    + (switch (dial.how().order()) {
                                        case IN_TURN -> "";
                                        case AT_ONCE -> " at once";
                                        case TOGETHER -> " together";
                                    }));
            case ScriptCommand.StopDial stopDial -> heard.add("stop dialling");
            case ScriptCommand.RecordVoice record ->
                    heard.add("record" + record.note().box().map(box -> " " + box).orElse(""));
            case ScriptCommand.StopVoice stopVoice -> heard.add("stop recording");
            case ScriptCommand.SettleVoice settle -> heard.add(settle.keep() ? "keep" : "drop");
            case ScriptCommand.NoteInput note ->
                    heard.add(
                            (note.chosen() ? "chose " : "note ")
                                    + note.step()
                                    + " "
                                    + note.outcome());
            case ScriptCommand.Tag tag -> heard.add("tag " + tag.tag() + " " + tag.value());
            case ScriptCommand.HangUp hangUp -> {
                heard.add("hang up " + hangUp.cause());
                ended = true;
                stop();
            }
        }
    }

    /** A club in which everybody is found the same. */
    record Directory(MemberLookup everybody) implements MemberDirectory {
        @Override
        public CompletionStage<MemberLookup> find(PhoneNumber number) {
            return CompletableFuture.completedFuture(everybody);
        }

        @Override
        public Optional<PhoneNumber> parse(WrittenNumber written) {
            throw new AssertionError("the call has a number");
        }

        @Override
        public Tier lowestTier() {
            return Tier.BRONZE;
        }
    }

    private void stop() {
        if (playing != null) {
            playing.cancel();
            playing = null;
        }
    }

    /** Whether something goes on that will bring the call further by itself. */
    boolean busy() {
        return playing != null || !timers.isEmpty();
    }
}
