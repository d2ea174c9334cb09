package zarang.recorder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;

/**
 * The recorder. {@link #begin} on the control loop; the rest on any thread.
 *
 * <p>Every recording is announced to the listener at least once: again at each start, until {@link
 * #acknowledged} was called for it.
 */
public final class Recordings implements Recorder, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recordings.class);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final RecordingFolder folder;
    private final RecorderSettings settings;
    private final LongSupplier nanos;
    private final Listener listener;
    private final Executor finishing;
    private final RecorderTally tally = new RecorderTally();
    private final Sealing sealing;
    private final RecordingWriter writer;
    private final FileChannel lockFile;
    private final Thread thread;

    /**
     * Takes hold of the folder and starts; call {@link #recover} before the first call.
     *
     * @param nanos the clock of {@link RecordingSink#audio}'s arrivals: {@code System.nanoTime}
     * @throws IOException the folder cannot be used, or another process uses it
     */
    public Recordings(RecorderSettings settings, LongSupplier nanos, Listener listener)
            throws IOException {
        this(
                settings,
                nanos,
                listener,
                new LocalDisk(),
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("recording-finisher").factory()));
        thread.start();
    }

    /** Without a started writer: a test calls {@link #writer} itself. */
    Recordings(
            RecorderSettings settings,
            LongSupplier nanos,
            Listener listener,
            RecorderDisk disk,
            Executor finishing)
            throws IOException {
        this.settings = settings;
        this.nanos = nanos;
        this.listener = listener;
        this.finishing = finishing;
        folder = new RecordingFolder(settings.folder().toAbsolutePath());
        disk.makeFolder(folder.pending());
        lockFile = lock(folder.pending());
        sealing = new Sealing(folder, disk);
        writer = new RecordingWriter(folder, settings, disk, nanos, tally, this::ended);
        thread = Thread.ofPlatform().daemon().name("recording-writer").unstarted(writer);
    }

    /** A second process would mend files that the first is still writing. */
    private static FileChannel lock(Path pending) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        pending.resolve(".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        Optional<FileLock> lock;
        try {
            lock = Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            lock = Optional.empty();
        }
        if (lock.isEmpty()) {
            channel.close();
            throw new IOException("another process records into " + pending);
        }
        return channel;
    }

    @Override
    public RecordingSink begin(RecordingId id, RecordedTalk talk) {
        tally.begun.increment();
        if (tally.open.incrementAndGet() > settings.openMax()) {
            tally.open.decrementAndGet();
            tally.refused.increment();
            log.error(
                    "recording.refused recording={} reason=open-max limit={}; raise"
                            + " recordings.open-max or mend a slow disk",
                    id,
                    settings.openMax());
            return RecordingSink.NOWHERE;
        }
        OpenRecording recording = new OpenRecording(id, talk, settings, nanos);
        writer.adopt(recording);
        return recording;
    }

    /**
     * Mends and announces what an earlier process left behind, on the finishing thread. To be
     * called once, before the first {@link #begin}.
     *
     * @return recordings that were cut off by a crash
     */
    public int recover() throws IOException {
        RecordingFolder.Left left = folder.left();
        for (Path file : left.temporary()) {
            Files.deleteIfExists(file);
        }
        left.unannounced().forEach(id -> finish(id, () -> Optional.of(sealing.resume(id))));
        int cutOff = 0;
        for (RecordingFolder.Part part : left.parts()) {
            if (!left.unannounced().contains(part.id())) {
                cutOff++;
                finish(
                        part.id(),
                        () -> sealing.seal(part, sealing.talk(part.id()), true, true, null));
            }
        }
        return cutOff;
    }

    /**
     * What the caller has said in a recording that is not announced yet, as far as it is on disk:
     * samples at 8000 Hz. Blocks on the file: not for loops.
     *
     * @param name of the recording
     * @return empty if there is none of that name, or nothing in it
     */
    public Optional<short[]> said(String name) throws IOException {
        for (RecordingFolder.Part part : folder.left().parts()) {
            if (part.id().fileName().equals(name)) {
                return sealing.firstTrack(part);
            }
        }
        return Optional.empty();
    }

    /** The listener's work for this recording is done for good: it is not announced again. */
    public void acknowledged(RecordingId id) {
        onFinisher(() -> {
            try {
                sealing.acknowledged(id);
            } catch (IOException e) {
                log.warn(
                        "recording.acknowledge-failed recording={} reason={}; it is"
                                + " announced again at the next start",
                        id,
                        e.toString());
            }
        });
    }

    /** Those without which nothing is recorded. Any thread. */
    public List<Thread> threads() {
        return List.of(thread);
    }

    public RecorderCounters counters() {
        return tally.snapshot();
    }

    /**
     * Ends and seals every recording; waits for at most 30 s. What is not sealed by then is mended
     * at the next start.
     */
    @Override
    public void close() throws IOException {
        writer.stop();
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_LIMIT);
            }
            if (finishing instanceof ExecutorService service) {
                service.shutdown();
                if (!service.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    log.warn("recorder.close unfinished=true; the next start mends the rest");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lockFile.close();
    }

    /** For tests, which turn the writer by hand. */
    RecordingWriter writer() {
        return writer;
    }

    private void ended(OpenRecording recording) {
        onFinisher(() -> {
            try {
                finish(recording);
            } finally {
                tally.open.decrementAndGet();
            }
        });
    }

    private void finish(OpenRecording recording) {
        FileChannel channel = recording.channel();
        if (channel == null) {
            return;
        }
        if (recording.wasCutShort()) {
            tally.cutShort.increment();
        }
        if (recording.isDropped()) {
            discard(recording, channel);
            return;
        }
        RecordingFolder.Part part =
                new RecordingFolder.Part(
                        recording.id,
                        recording.startedAt,
                        folder.part(recording.id, recording.startedAt));
        sealed(
                recording.id,
                () -> {
                    channel.close();
                    return sealing.seal(
                            part,
                            Optional.of(recording.talk),
                            recording.wasCutShort(),
                            false,
                            recording.counts());
                });
    }

    /** What cannot be deleted now is announced at the next start. */
    private void discard(OpenRecording recording, FileChannel channel) {
        try {
            channel.close();
            sealing.discard(recording.id, recording.startedAt);
            log.info("recording.dropped recording={}", recording.id);
        } catch (IOException e) {
            log.warn(
                    "recording.not-dropped recording={} reason={}; it is announced at the next"
                            + " start",
                    recording.id,
                    e.toString());
        }
    }

    private void finish(RecordingId id, Seal seal) {
        onFinisher(() -> sealed(id, seal));
    }

    private void onFinisher(Runnable step) {
        try {
            finishing.execute(step);
        } catch (RejectedExecutionException e) {
            log.debug("recorder.closed; left to the next start");
        }
    }

    private interface Seal {
        Optional<Metadata> seal() throws IOException;
    }

    private void sealed(RecordingId id, Seal seal) {
        Optional<Metadata> sealed;
        try {
            sealed = seal.seal();
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            tally.notSealed.increment();
            log.error(
                    "recording.not-sealed recording={} reason={}; it stays in {}: free space or"
                            + " mend the disk, the next start tries again",
                    id,
                    e.toString(),
                    folder.pending());
            return;
        }
        if (sealed.isEmpty()) {
            log.info("recording.empty recording={}", id);
            return;
        }
        announce(sealed.get());
    }

    private void announce(Metadata metadata) {
        tally.ready.increment();
        if (metadata.repaired()) {
            tally.repaired.increment();
        }
        log.info(
                "recording.ready recording={} durationMs={} repaired={} cutShort={} packets={}",
                metadata.id(),
                metadata.durationMs(),
                metadata.repaired(),
                metadata.cutShort(),
                metadata.packets());
        try {
            listener.ready(metadata.finished());
        } catch (RuntimeException e) {
            log.error(
                    "recording.listener-failed recording={}; it is announced again at the next"
                            + " start",
                    metadata.id(),
                    e);
        }
    }
}
