package zarang.media;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.engine.Answerer;
import zarang.media.answer.MachineDetector;
import zarang.media.codec.Codec;
import zarang.media.rtp.RtpReceiver.Received;

/**
 * Listens for who took the call, while that is asked for. What was lost on the way, or never sent
 * since nothing was said, is silence of the same length, so that cadence stays what it was.
 */
final class AnswerStage extends InputStage {
    private static final int FRAME = 160;
    private static final long DECIDED_NANOS = MachineDetector.DECIDED_MS * 1_000_000L;
    private static final int GAP_MAX = MachineDetector.DECIDED_MS * Codec.RATE_HZ / 1000;
    private static final short[] SILENCE = new short[FRAME];

    private final MediaListener listener;
    private @Nullable MachineDetector detector;
    private long untilNanos;
    private boolean begun;
    private int next;

    AnswerStage(MediaListener listener) {
        this.listener = listener;
    }

    /** Listens from now on. */
    void listen(long nowNanos) {
        detector = new MachineDetector();
        untilNanos = nowNanos + DECIDED_NANOS;
        begun = false;
    }

    @Override
    boolean pass(Arrival arrival) {
        MachineDetector ear = detector;
        if (ear != null && arrival.kind == Received.AUDIO) {
            hear(ear, arrival);
        }
        return true;
    }

    private void hear(MachineDetector ear, Arrival arrival) {
        int gap = arrival.timestamp() - next;
        for (int left = gap; begun && gap < GAP_MAX && left > 0; left -= FRAME) {
            tell(ear.hear(SILENCE, Math.min(left, FRAME)));
        }
        if (!begun || gap >= 0 || gap < -GAP_MAX) {
            begun = true;
            next = arrival.timestamp() + arrival.count();
            tell(ear.hear(arrival.samples(), arrival.count()));
        }
    }

    private void tell(Optional<Answerer> answerer) {
        if (detector != null && answerer.isPresent()) {
            detector = null;
            listener.answeredBy(answerer.get());
        }
    }

    /** Where nothing comes at all there is nothing to hear it by. */
    void sweep(long nowNanos) {
        if (detector != null && nowNanos - untilNanos >= 0) {
            tell(Optional.of(Answerer.UNSURE));
        }
    }
}
