package zarang.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;
import zarang.media.wav.WavHeader;

/**
 * A recording that is being written.
 *
 * <p>{@link #audio} runs on a media loop, {@link #finish}, {@link #keep} and {@link #drop} on any
 * thread; all else, and every field that is not final or volatile, belongs to the writer thread.
 */
final class OpenRecording implements RecordingSink {
    /** The size of a file that is still growing: players then read to its end. */
    private static final long GROWING =
            WavHeader.DATA_MAX_BYTES - WavHeader.DATA_MAX_BYTES % TimeLine.FRAME_BYTES;

    /** What has been said of a recording: a talk is kept without a word. */
    private enum Word {
        NONE,
        KEEP,
        DROP
    }

    private static final Logger log = LoggerFactory.getLogger(OpenRecording.class);

    /** 1 s: what an arrival may lie outside the recording's own span, for clocks read in turn. */
    private static final int STRAY_MAX = TimeLine.RATE;

    private static final long NANOS_PER_FRAME = TimeUnit.SECONDS.toNanos(1) / TimeLine.RATE;

    final RecordingId id;
    final Instant startedAt;
    final RecordedTalk talk;
    private final long beganNanos;
    private final long framesMax;
    private final LongSupplier nanos;
    private final AudioRing ring;
    private final TimeLine line = new TimeLine();
    private volatile boolean finished;
    private volatile long finishedNanos;

    private final AtomicReference<Word> word;
    private @Nullable FileChannel channel;
    private boolean cutShort;
    private long packets;
    private long unusable;
    private PacketCounts reported = PacketCounts.NONE;

    OpenRecording(
            RecordingId id, RecordedTalk talk, RecorderSettings settings, LongSupplier nanos) {
        this.id = id;
        this.talk = talk;
        this.startedAt = talk.startedAt();
        this.nanos = nanos;
        beganNanos = nanos.getAsLong();
        boolean message = talk.direction() == RecordedTalk.Direction.MESSAGE;
        word = new AtomicReference<>(message ? Word.NONE : Word.KEEP);
        framesMax = settings.lengthMax().toMillis() * TimeLine.RATE / 1_000;
        ring = new AudioRing((int) settings.buffer().toSeconds());
    }

    @Override
    public void audio(HeardAudio heard) {
        if (!finished) {
            ring.offer(heard);
        }
    }

    @Override
    public void finish() {
        if (!finished) {
            finishedNanos = nanos.getAsLong();
            finished = true;
        }
    }

    @Override
    public void keep() {
        word.compareAndSet(Word.NONE, Word.KEEP);
    }

    @Override
    public void drop() {
        finish();
        word.compareAndSet(Word.NONE, Word.DROP);
    }

    /** Whether it is known what becomes of it. Any thread. */
    boolean isSettled() {
        return word.get() != Word.NONE;
    }

    boolean isDropped() {
        return word.get() == Word.DROP;
    }

    /** Takes the file to write to, and writes its header. */
    void begin(FileChannel file) throws IOException {
        channel = file;
        write(file, ByteBuffer.wrap(TimeLine.HEADER.encode(GROWING)));
    }

    /**
     * Writes what has come. False when the recording is at its end, for whatever reason.
     *
     * @param buffer for the writer's use, cleared
     */
    boolean drain(AudioRing.Packet packet, ByteBuffer buffer) throws IOException {
        // in this order: what arrived before "now" is in the ring, unless it is in the making
        boolean last = finished;
        long now = frame(last ? finishedNanos : nanos.getAsLong());
        while (ring.poll(packet)) {
            packets++;
            place(packet, now, buffer);
        }
        long end = Math.min(last ? now : now - TimeLine.HOLD, framesMax);
        advance(end, buffer);
        flush(buffer);
        if (!last && line.start() >= framesMax) {
            log.warn(
                    "recording.cut-short recording={} reason=longest-length; raise"
                            + " recordings.length-max if calls may last longer",
                    id);
            cutShort();
            return false;
        }
        return !last;
    }

    private void place(AudioRing.Packet packet, long now, ByteBuffer buffer) throws IOException {
        long arrival = frame(packet.arrivalNanos);
        if (arrival < -STRAY_MAX || arrival > now + STRAY_MAX) {
            unusable++;
            return;
        }
        arrival = Math.clamp(arrival, 0, framesMax);
        advance(arrival - TimeLine.HOLD, buffer);
        line.put(packet, arrival);
    }

    private long frame(long atNanos) {
        return (atNanos - beganNanos) / NANOS_PER_FRAME;
    }

    private void advance(long end, ByteBuffer buffer) throws IOException {
        while (line.start() < end) {
            line.take(end, buffer);
            if (buffer.remaining() < TimeLine.FRAME_BYTES) {
                flush(buffer);
            }
        }
    }

    private void flush(ByteBuffer buffer) throws IOException {
        buffer.flip();
        FileChannel file = channel;
        if (file != null) {
            write(file, buffer);
        }
        buffer.clear();
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** No more is taken; what is in the file stays. */
    void cutShort() {
        cutShort = true;
        finished = true;
    }

    boolean wasCutShort() {
        return cutShort;
    }

    @Nullable FileChannel channel() {
        return channel;
    }

    PacketCounts counts() {
        return new PacketCounts(
                packets, ring.overflowed(), line.late(), unusable + ring.unfit(), line.anchors());
    }

    /** What was counted since the last call. */
    PacketCounts news() {
        PacketCounts now = counts();
        PacketCounts news = now.minus(reported);
        reported = now;
        return news;
    }
}
