package zarang.ivr.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zarang.call.CallTermination;
import zarang.call.PhoneNumber;
import zarang.call.loop.ControlLoop;
import zarang.call.loop.VirtualLoop;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.ScriptRun;
import zarang.call.script.ServiceAnswer;

/**
 * A call as an exchange of sockets and files has it: everything comes a little later than it
 * should, and services take their time. A prompt takes 1.02 s.
 */
final class LivePhone {
    private static final Duration LATE = Duration.ofMillis(20);
    private static final Duration PROMPT = Duration.ofSeconds(1).plus(LATE);

    final VirtualLoop loop;
    private final ScriptRun run;
    private final Map<String, ServiceAnswer> answers = new HashMap<>();
    private final Map<String, ControlLoop.Timer> timers = new HashMap<>();
    private ControlLoop.@Nullable Timer playing;
    boolean ended;

    LivePhone(VirtualLoop loop, ScriptRun run) {
        this.loop = loop;
        this.run = run;
    }

    /** What a service answers, after 100 ms. */
    LivePhone answers(String service, ServiceAnswer answer) {
        answers.put(service, answer);
        return this;
    }

    LivePhone callsFrom(String number) {
        tell(
                new ScriptEvent.Started(
                        Optional.of(new PhoneNumber(number)),
                        Optional.of("1000"),
                        Instant.parse("2026-03-21T08:00:00Z")));
        loop.settle();
        return this;
    }

    LivePhone press(String keys) {
        keys.chars().forEach(key -> tell(new ScriptEvent.Digit((char) key)));
        loop.settle();
        return this;
    }

    LivePhone pass(long ms) {
        loop.advance(Duration.ofMillis(ms));
        return this;
    }

    LivePhone tell(ScriptEvent event) {
        if (!ended) {
            List<ScriptCommand> commands = run.on(event);
            commands.forEach(this::obey);
        }
        return this;
    }

    void hangsUp(CallTermination.Result result) {
        tell(new ScriptEvent.CallerGone(result));
        loop.advance(Duration.ofSeconds(10));
    }

    private void obey(ScriptCommand command) {
        Consumer<ScriptEvent> later = event -> loop.schedule(LATE, () -> tell(event));
        switch (command) {
            case ScriptCommand.Answer answer -> later.accept(new ScriptEvent.Answered());
            case ScriptCommand.Play play -> {
                stop();
                playing =
                        loop.schedule(
                                PROMPT.multipliedBy(play.prompts().size()),
                                () -> tell(new ScriptEvent.PlayFinished()));
            }
            case ScriptCommand.StopPlay none -> stop();
            case ScriptCommand.StartTimer(String name, Duration delay) ->
                    timers.put(
                            name,
                            loop.schedule(
                                    delay.plus(LATE),
                                    () -> tell(new ScriptEvent.TimerFired(name))));
            case ScriptCommand.CancelTimer(String name) -> {
                ControlLoop.Timer timer = timers.remove(name);
                if (timer != null) {
                    timer.cancel();
                }
            }
            case ScriptCommand.Ask ask ->
                    loop.schedule(
                            LATE.multipliedBy(5),
                            () ->
                                    tell(
                                            new ScriptEvent.Told(
                                                    answers.getOrDefault(
                                                            ask.service(),
                                                            new ServiceAnswer.Failed("nobody")))));
            case ScriptCommand.LeaveQueue leave ->
                    later.accept(new ScriptEvent.QueueLeft(ScriptEvent.QueueResult.LEFT_BY_KEY));
            case ScriptCommand.JoinQueue join -> stop();
            case ScriptCommand.HangUp hangUp -> ended = true;
            default -> {}
        }
    }

    private void stop() {
        if (playing != null) {
            playing.cancel();
            playing = null;
        }
    }
}
