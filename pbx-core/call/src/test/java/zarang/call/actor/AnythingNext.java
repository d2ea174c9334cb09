package zarang.call.actor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.script.NumberToRing;
import zarang.call.script.RingWish;
import zarang.call.script.Screening;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.VoiceNote;

/**
 * Once a thing that a script wanted is over, it wants another one, whatever it is; a key ends what
 * a key can end. Knows nothing of its calls, so one is enough for all of them.
 */
final class AnythingNext implements Function<ScriptEvent, List<ScriptCommand>> {
    private final Random random;

    AnythingNext(Random random) {
        this.random = random;
    }

    @Override
    public List<ScriptCommand> apply(ScriptEvent event) {
        return switch (event) {
            case ScriptEvent.Started started -> List.of(new ScriptCommand.Answer());
            case ScriptEvent.Digit digit -> List.of(stop());
            case ScriptEvent.CallerGone gone ->
                    random.nextBoolean() ? List.of(ask()) : List.of(next());
            case ScriptEvent.Stopping stopping ->
                    List.of(new ScriptCommand.Play(List.of("closing"), "fa"));
            case ScriptEvent.VoiceRecorded recorded ->
                    random.nextBoolean()
                            ? List.of(new ScriptCommand.SettleVoice(random.nextBoolean()), next())
                            : List.of(next());
            case ScriptEvent.Answered answered -> List.of(next());
            case ScriptEvent.Told told -> List.of(next());
            case ScriptEvent.QueueLeft left -> List.of(next());
            case ScriptEvent.Placed placed ->
                    List.of(new ScriptCommand.Announce(List.of("place"), "fa"));
            case ScriptEvent.DialEnded dialled -> List.of(next());
            case ScriptEvent.PlayFinished finished -> List.of(next());
            case ScriptEvent.TimerFired fired -> List.of(next());
        };
    }

    private ScriptCommand stop() {
        return switch (random.nextInt(5)) {
            case 3 -> new ScriptCommand.AskPlace();
            case 4 -> new ScriptCommand.Announce(List.of("news"), "fa");
            case 0 -> new ScriptCommand.StopDial();
            case 1 -> new ScriptCommand.StopVoice();
            default -> new ScriptCommand.LeaveQueue();
        };
    }

    private ScriptCommand next() {
        return switch (random.nextInt(10)) {
            case 0 -> ask();
            case 1, 2, 3 -> dial();
            case 4, 5, 6 -> record();
            case 7 -> new ScriptCommand.StartTimer("wait", Duration.ofSeconds(5));
            case 8 -> new ScriptCommand.JoinQueue(new QueueName("sales"), List.of(), "music", "fa");
            default -> new ScriptCommand.HangUp(Cause.NORMAL_CLEARING);
        };
    }

    private static ScriptCommand ask() {
        return new ScriptCommand.Ask("member", Map.of(), Duration.ofMillis(150));
    }

    private ScriptCommand dial() {
        List<String> all = List.of("2001", "2002", "+98211", "nobody");
        return new ScriptCommand.Dial(
                all.subList(random.nextInt(2), 2 + random.nextInt(3)).stream()
                        .map(number -> new NumberToRing(number, random.nextBoolean()))
                        .toList(),
                new RingWish(
                        List.of(RingWish.Order.values()).get(random.nextInt(3)),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        "tone:ringback",
                        random.nextBoolean(),
                        random.nextBoolean()
                                ? Optional.of(new Screening(List.of("for-you"), '1'))
                                : Optional.empty()));
    }

    private ScriptCommand record() {
        return new ScriptCommand.RecordVoice(
                new VoiceNote(
                        random.nextBoolean() ? Optional.of("box") : Optional.empty(),
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(random.nextInt(2) * 5L),
                        Duration.ofSeconds(1),
                        random.nextBoolean()));
    }
}
