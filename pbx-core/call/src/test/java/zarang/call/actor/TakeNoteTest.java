package zarang.call.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.Audience;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingSink;
import zarang.call.script.NoteResult;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptEvent;
import zarang.call.script.VoiceNote;

/** A caller speaks, and is recorded. */
class TakeNoteTest {
    private final Bench bench = new Bench();
    private final List<ScriptEvent.VoiceRecorded> recorded = new ArrayList<>();
    private final HeardAudio heard = new HeardAudio();
    private boolean keepUnsettled = true;
    private Optional<Boolean> settles = Optional.empty();

    @BeforeEach
    void scriptRecords() {
        bench.script =
                event ->
                        switch (event) {
                            case ScriptEvent.Started started -> List.of(new ScriptCommand.Answer());
                            case ScriptEvent.Answered answered ->
                                    List.of(
                                            new ScriptCommand.RecordVoice(
                                                    new VoiceNote(
                                                            Optional.of("complaints"),
                                                            Duration.ofSeconds(60),
                                                            Duration.ofSeconds(3),
                                                            Duration.ofSeconds(1),
                                                            keepUnsettled)));
                            case ScriptEvent.Digit digit -> List.of(new ScriptCommand.StopVoice());
                            case ScriptEvent.VoiceRecorded result -> {
                                recorded.add(result);
                                yield settles.<ScriptCommand>map(ScriptCommand.SettleVoice::new)
                                        .map(List::of)
                                        .orElse(List.of());
                            }
                            default -> List.of();
                        };
    }

    private LegId caller() {
        LegId caller = bench.arrive();
        bench.onLeg(new LegEvent.Answered(caller));
        bench.loop.settle();
        return caller;
    }

    /** For so long, in packets of 20 ms. */
    private void hears(Duration span, HeardAudio.Law law, int code) {
        byte[] bytes = new byte[160];
        Arrays.fill(bytes, (byte) code);
        RecordingSink sink = bench.lastCommand(LegCommand.StartRecording.class).sink();
        for (long ms = 0; ms < span.toMillis(); ms += 20) {
            bench.loop.advance(Duration.ofMillis(20));
            sink.audio(
                    heard.stamped(0, bench.loop.nanos(), 0, 1)
                            .samples(law, bytes, 0, bytes.length));
        }
    }

    private void speaks(int seconds) {
        // 0xB5 ^ 0x55 = 0xE0: the seventh segment of A-law, as loud as people speak
        hears(Duration.ofSeconds(seconds), HeardAudio.Law.A, 0xB5);
    }

    private void hangsUp(LegId leg) {
        bench.onLeg(new LegEvent.Ended(leg, Cause.NORMAL_CLEARING, LegOutcome.HUNG_UP, ""));
        bench.loop.settle();
    }

    private String note() {
        return bench.call() + "-1";
    }

    @Test
    void callerSpeaksAloneAndAKeyEndsItAndItIsKeptOnceTheScriptSaysSo() {
        settles = Optional.of(true);
        LegId caller = caller();
        assertThat(bench.engine)
                .contains(new LegCommand.Join(caller, bench.bridge(1), new Audience.Everyone()));
        assertThat(bench.recorder.recorded)
                .singleElement()
                .satisfies(talk -> {
                    assertThat(talk.direction()).isEqualTo(RecordedTalk.Direction.MESSAGE);
                    assertThat(talk.box()).contains("complaints");
                    assertThat(talk.agent()).isEmpty();
                });
        speaks(4);
        bench.onLeg(new LegEvent.Digit(caller, '#'));
        bench.loop.settle();
        assertThat(recorded)
                .containsExactly(
                        new ScriptEvent.VoiceRecorded(
                                NoteResult.RECORDED, note(), Duration.ofSeconds(4)));
        assertThat(bench.recorder.kept).containsExactly(note());
        assertThat(bench.engine).contains(new LegCommand.StopRecording(caller, bench.bridge(1)));
        hangsUp(caller);
        assertThat(bench.recorder.kept).as("once").hasSize(1);
        assertThat(bench.recorder.dropped).isEmpty();
    }

    @Test
    void silenceAfterTheLastWordEndsItAndAPauseDoesNot() {
        LegId caller = caller();
        speaks(2);
        hears(Duration.ofMillis(2900), HeardAudio.Law.A, 0xD5);
        assertThat(recorded).as("a pause").isEmpty();
        speaks(2);
        hears(Duration.ofMillis(3100), HeardAudio.Law.MU, 0xFF);
        assertThat(recorded)
                .singleElement()
                .satisfies(result -> assertThat(result.result()).isEqualTo(NoteResult.RECORDED));
        hangsUp(caller);
    }

    @Test
    void phoneThatSendsNothingWhileItIsQuietIsQuiet() {
        LegId caller = caller();
        speaks(2);
        bench.loop.advance(Duration.ofMillis(3100));
        assertThat(recorded).hasSize(1);
        hangsUp(caller);
    }

    @Test
    void whoSaysNothingHasLeftNothing() {
        LegId caller = caller();
        bench.loop.advance(Duration.ofSeconds(3));
        assertThat(recorded)
                .singleElement()
                .satisfies(result -> assertThat(result.result()).isEqualTo(NoteResult.TOO_SHORT));
        assertThat(bench.recorder.dropped).containsExactly(note());
        hangsUp(caller);
        assertThat(bench.recorder.kept).isEmpty();
    }

    @Test
    void longestEndsItForWhomNeverStops() {
        LegId caller = caller();
        speaks(61);
        assertThat(recorded)
                .singleElement()
                .satisfies(result -> assertThat(result.length()).isEqualTo(Duration.ofSeconds(60)));
        hangsUp(caller);
    }

    @Test
    void callerWhoHangsUpWhileRecordingLosesNothing() {
        LegId caller = caller();
        speaks(2);
        hangsUp(caller);
        assertThat(bench.recorder.kept).containsExactly(note());
        assertThat(recorded).isEmpty();
    }

    @Test
    void callerWhoHangsUpIsForgottenWhereTheScriptWantsItSo() {
        keepUnsettled = false;
        LegId caller = caller();
        speaks(2);
        hangsUp(caller);
        assertThat(bench.recorder.dropped).containsExactly(note());
    }

    @Test
    void callerWhoHangsUpBeforeSayingAnythingHasLeftNothing() {
        hangsUp(caller());
        assertThat(bench.recorder.kept).isEmpty();
        assertThat(bench.recorder.dropped).hasSize(1);
    }

    @Test
    void noteThatTheScriptHasNotSettledIsSettledAtTheEndOfTheCall() {
        for (boolean keep : List.of(true, false)) {
            bench.recorder.kept.clear();
            bench.recorder.dropped.clear();
            keepUnsettled = keep;
            LegId caller = caller();
            speaks(2);
            bench.onLeg(new LegEvent.Digit(caller, '#'));
            bench.loop.settle();
            assertThat(bench.recorder.kept).isEmpty();
            hangsUp(caller);
            assertThat(bench.recorder.kept).hasSize(keep ? 1 : 0);
            assertThat(bench.recorder.dropped).hasSize(keep ? 0 : 1);
        }
    }

    @Test
    void recorderThatCannotIsKnownWithinASecond() {
        bench.recorder.isFull = true;
        LegId caller = caller();
        bench.loop.advance(Duration.ofSeconds(1));
        assertThat(recorded)
                .singleElement()
                .satisfies(result -> assertThat(result.result()).isEqualTo(NoteResult.FAILED));
        hangsUp(caller);
    }

    @Test
    void stoppedCallKeepsWhatWasSaid() {
        caller();
        speaks(2);
        bench.exchange.drain(Duration.ZERO, () -> {});
        bench.loop.settle();
        bench.loop.advance(Duration.ofMillis(1));
        assertThat(bench.recorder.kept).hasSize(1);
    }

    @Test
    void voiceIsToldFromHissInBothLaws() {
        LegId caller = caller();
        hears(Duration.ofSeconds(1), HeardAudio.Law.A, 0xD0);
        hears(Duration.ofSeconds(1), HeardAudio.Law.MU, 0xF0);
        hears(Duration.ofMillis(1100), HeardAudio.Law.MU, 0x7F);
        assertThat(recorded).as("hiss below -50 dB").hasSize(1);
        assertThat(recorded.getFirst().result()).isEqualTo(NoteResult.TOO_SHORT);
        hangsUp(caller);
        LegId other = caller();
        hears(Duration.ofMillis(2900), HeardAudio.Law.MU, 0xA5);
        hears(Duration.ofMillis(2900), HeardAudio.Law.MU, 0x25);
        assertThat(recorded).as("voice").hasSize(1);
        hangsUp(other);
    }
}
