package zarang.call.verb;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallTermination.Result;
import zarang.call.LegId;
import zarang.call.loop.Moment;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingId;
import zarang.call.recording.VoiceEar;
import zarang.call.script.NoteResult;
import zarang.call.script.ScriptEvent;
import zarang.call.script.VoiceNote;

/**
 * What the caller says is recorded: it is alone in a bridge, and hears nothing. Whoever hangs up
 * while speaking has said it.
 */
final class TakeNote implements Verb {
    /** Until then the recorder has a file, or says that it has none. */
    private static final Duration BEGUN = Duration.ofMillis(500);

    private final CallState call;
    private final VoiceNote wish;
    private final Consumer<ScriptEvent.VoiceRecorded> whenOver;
    private final VoiceEar ear = new VoiceEar();
    private final BridgeId bridge;
    private final LegId leg;
    private final Moment since;
    private final RecordingId id;

    TakeNote(CallState call, VoiceNote wish, Consumer<ScriptEvent.VoiceRecorded> whenOver) {
        this.call = call;
        this.wish = wish;
        this.whenOver = whenOver;
        bridge = call.bridges.open();
        leg = call.caller.leg();
        since = call.clock.now();
        id = new RecordingId(call.id, call.clock.beginNote());
    }

    private String timer(String of) {
        return "note" + id.part() + ":" + of;
    }

    void begin() {
        call.verbs.begin(this);
        call.caller.quiet();
        call.join(bridge, leg, new Audience.Everyone());
        call.command(
                new CallCommand.BeginNote(
                        id,
                        bridge,
                        leg,
                        new RecordedTalk(
                                Optional.empty(),
                                Optional.empty(),
                                wish.box(),
                                RecordedTalk.Direction.MESSAGE,
                                call.clock.startedAt(),
                                call.clock.answeredAt(),
                                since.at()),
                        ear,
                        wish.keepUnsettled()));
        call.setTimer(timer("longest"), wish.longest());
        call.setTimer(timer("begun"), BEGUN);
        if (wish.silence().isPositive()) {
            call.setTimer(timer("silence"), wish.silence());
        }
    }

    @Override
    public void onTimer(String which) {
        if (which.equals(timer("longest"))) {
            stop();
        } else if (which.equals(timer("begun")) && ear.isDeaf()) {
            over(NoteResult.FAILED);
        } else if (which.equals(timer("silence"))) {
            Duration left = wish.silence().minus(length().minus(spoken()));
            if (left.isPositive()) {
                call.setTimer(timer("silence"), left);
            } else {
                stop();
            }
        }
    }

    private Duration length() {
        return call.clock.now().since(since);
    }

    private Duration spoken() {
        return ear.spokenUntil(since.nanos());
    }

    /** The caller has said what there is to say; harmless when it is over. */
    void stop() {
        if (call.verbs.isUnderWay(this)) {
            over(
                    ear.isDeaf()
                            ? NoteResult.FAILED
                            : spoken().compareTo(wish.shortest()) < 0
                                    ? NoteResult.TOO_SHORT
                                    : NoteResult.RECORDED);
        }
    }

    private void over(NoteResult result) {
        close();
        call.verbs.done(this);
        if (result != NoteResult.RECORDED) {
            call.command(new CallCommand.SettleNote(false));
        }
        whenOver.accept(new ScriptEvent.VoiceRecorded(result, id.fileName(), length()));
    }

    private void close() {
        call.cancelTimer(timer("longest"));
        call.cancelTimer(timer("begun"));
        call.cancelTimer(timer("silence"));
        call.closeBridge(bridge);
        call.command(new CallCommand.EndRecording(leg, bridge));
    }

    @Override
    public Optional<Result> leave(Leaving why) {
        close();
        boolean enough = spoken().compareTo(wish.shortest()) >= 0;
        call.command(new CallCommand.SettleNote(enough && wish.keepUnsettled()));
        return Optional.empty();
    }
}
