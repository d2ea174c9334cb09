package zarang.ivr.spoken;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** Texts that scripts have spoken. Any thread may ask where they come from; nothing waits. */
public record SpeechFigures(Supplier<SpeechCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.counter("zarang_speech_spoken_total", "Texts spoken", () -> counts.get().spoken());
        board.counter(
                "zarang_speech_failed_total",
                "Texts that were not spoken: callers heard the fallback",
                () -> counts.get().failed());
        board.gauge(
                "zarang_speech_waiting",
                "Texts that wait to be spoken",
                () -> counts.get().waiting());
    }
}
