package zarang.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes all recordings, a stretch of each every {@link #PACE}. A slow disk
 * holds up only this thread: the rings fill, and what does not fit becomes silence.
 */
final class RecordingWriter implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(RecordingWriter.class);

    static final Duration PACE = Duration.ofMillis(200);

    private static final Duration SPACE_CHECK = Duration.ofSeconds(5);

    /** 2 s of audio; a write is usually 6.4 kB. */
    private static final int BUFFER_BYTES = 64 * 1_024;

    private final RecordingFolder folder;
    private final RecorderSettings settings;
    private final RecorderDisk disk;
    private final LongSupplier nanos;
    private final RecorderTally tally;
    private final Consumer<OpenRecording> ended;

    private final Queue<OpenRecording> arriving = new ConcurrentLinkedQueue<>();
    private final List<OpenRecording> open = new ArrayList<>();
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final AudioRing.Packet packet = new AudioRing.Packet();
    private long spaceCheckedNanos;
    private boolean spaceChecked;
    private boolean spaceLow;
    private volatile boolean stopping;

    /**
     * @param ended takes over a recording to which nothing more is written; must return at once
     */
    RecordingWriter(
            RecordingFolder folder,
            RecorderSettings settings,
            RecorderDisk disk,
            LongSupplier nanos,
            RecorderTally tally,
            Consumer<OpenRecording> ended) {
        this.folder = folder;
        this.settings = settings;
        this.disk = disk;
        this.nanos = nanos;
        this.tally = tally;
        this.ended = ended;
    }

    /** Takes a recording on. Any thread; the number is bounded by who calls. */
    void adopt(OpenRecording recording) {
        arriving.add(recording);
    }

    @Override
    public void run() {
        while (!stopping) {
            cycle();
            LockSupport.parkNanos(PACE.toNanos());
        }
        arriving.forEach(OpenRecording::finish);
        open.forEach(OpenRecording::finish);
        open.forEach(OpenRecording::keep);
        cycle();
    }

    /** {@link #run} ends soon, with every recording ended. */
    void stop() {
        stopping = true;
    }

    /** One round over all recordings. A message stays until it is known whether it is kept. */
    void cycle() {
        checkSpace();
        for (OpenRecording next = arriving.poll(); next != null; next = arriving.poll()) {
            begin(next);
        }
        for (Iterator<OpenRecording> each = open.iterator(); each.hasNext(); ) {
            OpenRecording recording = each.next();
            if (!drained(recording) && recording.isSettled()) {
                each.remove();
                ended.accept(recording);
            }
        }
    }

    private void begin(OpenRecording recording) {
        if (spaceLow) {
            refuse(recording, "disk-full");
            return;
        }
        try {
            if (Files.exists(folder.resolve(folder.fileName(recording.id, recording.startedAt)))) {
                throw new FileAlreadyExistsException(recording.id.fileName());
            }
            recording.begin(disk.create(folder.part(recording.id, recording.startedAt)));
            disk.note(folder.talk(recording.id), TalkFile.of(recording.talk).toJson());
            open.add(recording);
            log.info("recording.begun recording={}", recording.id);
        } catch (IOException | RuntimeException e) {
            refuse(recording, e.toString());
        }
    }

    private void refuse(OpenRecording recording, String reason) {
        log.error(
                "recording.refused recording={} reason={}; the call goes on without a recording:"
                        + " free space in {} or mend it",
                recording.id,
                reason,
                folder.root());
        tally.refused.increment();
        recording.cutShort();
        ended.accept(recording);
    }

    private boolean drained(OpenRecording recording) {
        boolean more;
        try {
            more = recording.drain(packet, buffer);
            if (more && spaceLow) {
                cutShort(recording, "disk-full");
                more = false;
            }
        } catch (IOException | RuntimeException e) {
            cutShort(recording, e.toString());
            more = false;
        }
        buffer.clear();
        tally.add(recording.news());
        return more;
    }

    private void cutShort(OpenRecording recording, String reason) {
        log.error(
                "recording.cut-short recording={} reason={}; the call goes on: free space in {} or"
                        + " mend it",
                recording.id,
                reason,
                folder.root());
        recording.cutShort();
    }

    private void checkSpace() {
        long now = nanos.getAsLong();
        if (spaceChecked && now - spaceCheckedNanos < SPACE_CHECK.toNanos()) {
            return;
        }
        spaceChecked = true;
        spaceCheckedNanos = now;
        try {
            boolean low = disk.free(folder.pending()) < settings.freeMin();
            if (low != spaceLow) {
                log.warn(
                        "recorder.space low={} folder={} keepFreeBytes={}",
                        low,
                        folder.root(),
                        settings.freeMin());
            }
            spaceLow = low;
        } catch (IOException e) {
            // the writes themselves will say whether the disk is gone
            log.warn("recorder.space unknown folder={} reason={}", folder.root(), e.toString());
        }
    }
}
