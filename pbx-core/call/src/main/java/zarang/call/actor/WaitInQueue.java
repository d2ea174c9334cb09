package zarang.call.actor;

import java.time.Duration;
import java.util.List;
import zarang.call.QueueName;
import zarang.call.journal.CallFact;
import zarang.call.queue.Places;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;

/**
 * The caller waits for an agent, from the first moment on, and hears an announcement, then music.
 */
final class WaitInQueue {
    private final CallState call;

    private final Places places;

    WaitInQueue(CallState call, Places places) {
        this.call = call;
        this.places = places;
    }

    void join(ScriptCommand.JoinQueue join) {
        if (!(call.phase instanceof Phase.InScript)) {
            throw new IllegalStateException(
                    "a script joins a queue while the call is " + call.phase);
        }
        call.music = join.music();
        call.musicLanguage = join.language();
        enter(join.queue());
        if (join.announcement().isEmpty()) {
            playMusic();
        } else {
            call.play(Sound.ANNOUNCEMENT, join.announcement(), join.language());
        }
    }

    /** The announcement was heard to its end. */
    void announced() {
        if (call.phase instanceof Phase.Waiting || call.phase instanceof Phase.Ringing) {
            playMusic();
        }
    }

    /** Waits in {@code queue} once more, at the place the call already has. */
    void again(QueueName queue) {
        enter(queue);
        playMusic();
    }

    private void enter(QueueName queue) {
        if (call.isFirstWait()) {
            call.caller.flatMap(caller -> places.left(caller, queue)).ifPresent(call::carry);
        }
        Duration age = call.beginWait(queue);
        call.phase = new Phase.Waiting(queue);
        call.command(
                new CallCommand.Queue(
                        new QueueCommand.Join(
                                call.id, queue, call.tier(), call.now.at().minus(age))));
    }

    void joined(QueueEvent.Joined joined) {
        if (call.phase instanceof Phase.Waiting waiting && waiting.queue().equals(joined.queue())) {
            call.write(new CallFact.QueueJoined(joined.queue(), call.tier(), joined.position()));
        }
    }

    void over(QueueEvent.Over over) {
        if (call.phase instanceof Phase.Waiting waiting) {
            switch (over.outcome()) {
                case FULL -> back(waiting.queue(), ScriptEvent.QueueResult.FULL, "full");
                case MAX_WAIT ->
                        back(waiting.queue(), ScriptEvent.QueueResult.MAX_WAIT, "max-wait");
                case NO_AGENTS ->
                        back(waiting.queue(), ScriptEvent.QueueResult.NO_AGENTS, "no-agents");
                case UNKNOWN_QUEUE ->
                        back(waiting.queue(), ScriptEvent.QueueResult.NO_AGENTS, "unknown-queue");
            }
        }
    }

    /** The caller chose to leave; an agent that rings is let go. */
    void leaveByKey() {
        switch (call.phase) {
            case Phase.Waiting waiting -> {
                tellLeft(QueueCommand.LeaveReason.LEFT_BY_KEY);
                back(waiting.queue(), ScriptEvent.QueueResult.LEFT_BY_KEY, "left-by-key");
            }
            case Phase.Ringing ringing -> {
                RingAgent.letGo(call, ringing);
                tellLeft(QueueCommand.LeaveReason.LEFT_BY_KEY);
                back(ringing.queue(), ScriptEvent.QueueResult.LEFT_BY_KEY, "left-by-key");
            }
            case Phase.InScript script -> {}
            case Phase.Talking talking -> {}
            case Phase.Closing closing -> {}
            case Phase.Over over -> {}
        }
    }

    /** The call ends while waiting or ringing. */
    void abandon(QueueName queue, QueueCommand.LeaveReason reason) {
        tellLeft(reason);
        call.write(
                new CallFact.QueueLeft(
                        queue,
                        reason == QueueCommand.LeaveReason.ABANDONED ? "abandoned" : "stopped",
                        call.endWait()));
    }

    private void playMusic() {
        call.sound = Sound.NONE;
        if (!call.music.isEmpty()) {
            call.play(Sound.MUSIC, List.of(call.music), call.musicLanguage);
        }
    }

    private void back(QueueName queue, ScriptEvent.QueueResult result, String reason) {
        call.phase = new Phase.InScript();
        call.stopPlay();
        call.write(new CallFact.QueueLeft(queue, reason, call.endWait()));
        call.forScript.add(new ScriptEvent.QueueLeft(result));
    }

    private void tellLeft(QueueCommand.LeaveReason reason) {
        call.command(new CallCommand.Queue(new QueueCommand.Leave(call.id, reason)));
    }
}
