package zarang.routing.calls;

import java.util.function.Supplier;
import zarang.config.meter.Board;
import zarang.config.meter.Meters;

/** What is asked of calls between processes. */
public record CallPeerFigures(Supplier<CallPeerCounts> counts) implements Meters {
    @Override
    public void putOn(Board board) {
        board.gauge(
                "zarang_calls_questions_open",
                "Questions to other processes about their calls that are not answered yet",
                () -> counts.get().open());
        board.counter(
                "zarang_calls_questions_total",
                "Questions to other processes about their calls",
                () -> counts.get().asked());
        board.counter(
                "zarang_calls_questions_silent_total",
                "Of those, not answered within a second, or not sent",
                () -> counts.get().silent());
        board.counter(
                "zarang_calls_answers_total",
                "Questions of other processes about calls here that were answered",
                () -> counts.get().answered());
        board.counter(
                "zarang_calls_letters_dropped_total",
                "Letters about calls that came twice, too late or unreadable",
                () -> counts.get().dropped());
    }
}
