package zarang.call.actor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;

/** Answer, look up, wait in {@code sales}, then hang up whatever came of it. */
final class LookUpThenQueue implements Function<ScriptEvent, List<ScriptCommand>> {
    private final List<String> announcement;

    LookUpThenQueue(String... announcement) {
        this.announcement = List.of(announcement);
    }

    @Override
    public List<ScriptCommand> apply(ScriptEvent event) {
        return switch (event) {
            case ScriptEvent.Started started -> List.of(new ScriptCommand.Answer());
            case ScriptEvent.Answered answered ->
                    List.of(new ScriptCommand.Ask("member", Map.of(), Duration.ofMillis(150)));
            case ScriptEvent.Told told ->
                    List.of(
                            new ScriptCommand.JoinQueue(
                                    new QueueName("sales"), announcement, "music", "fa"));
            case ScriptEvent.Placed placed ->
                    List.of(
                            new ScriptCommand.Announce(
                                    List.of("place-" + placed.position()), "fa"));
            case ScriptEvent.QueueLeft left ->
                    List.of(new ScriptCommand.HangUp(Cause.NORMAL_CLEARING));
            case ScriptEvent.Digit digit -> List.of(new ScriptCommand.LeaveQueue());
            case ScriptEvent.PlayFinished finished ->
                    List.of(new ScriptCommand.HangUp(Cause.NORMAL_CLEARING));
            case ScriptEvent.TimerFired fired -> List.of();
            case ScriptEvent.DialEnded dialled ->
                    List.of(new ScriptCommand.HangUp(Cause.NORMAL_CLEARING));
            case ScriptEvent.VoiceRecorded recorded -> List.of();
            case ScriptEvent.CallerGone gone -> List.of();
            case ScriptEvent.Stopping stopping ->
                    List.of(new ScriptCommand.Play(List.of("closing"), "fa"));
        };
    }
}
