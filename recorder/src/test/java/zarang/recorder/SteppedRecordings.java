package zarang.recorder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import zarang.call.loop.ControlLoop;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.Recorder;
import zarang.call.recording.RecordingId;
import zarang.call.recording.RecordingSink;

/**
 * The recorder of one process in a world: a loop turns its writer, each change of its disk is a
 * step of the process, and what it records is heard as long as the talk lasts. The folder outlives
 * it.
 */
public final class SteppedRecordings implements Recorder, AutoCloseable {
    private static final int PACKET = 160;
    private static final int STAMPS_PER_MS = 8;
    private static final byte[] NOISE = new byte[PACKET];

    private final ControlLoop loop;
    private final Path folder;
    private final Recordings recordings;
    private final Set<Talking> talking = new HashSet<>();
    private final List<OpenRecording> begun = new ArrayList<>();
    private boolean turning;

    /**
     * Takes hold of the folder; {@link #recover} is next.
     *
     * @param step a change of the disk; false if the process is dead
     */
    public SteppedRecordings(Path folder, ControlLoop loop, BooleanSupplier step, Listener listener)
            throws IOException {
        this.loop = loop;
        this.folder = folder;
        recordings =
                new Recordings(
                        RecorderSettings.in(folder),
                        loop::nanos,
                        listener,
                        new SteppedDisk(change -> {
                            if (!step.getAsBoolean()) {
                                throw new IOException("dead before " + change);
                            }
                        }),
                        loop::post);
    }

    /** Mends and announces what was left. */
    public void recover() throws IOException {
        recordings.recover();
    }

    public void acknowledged(RecordingId id) {
        recordings.acknowledged(id);
    }

    /** Each side says something in each turn of the writer. */
    private final class Talking implements RecordingSink {
        private final RecordingSink sink;
        private final long beganNanos = loop.nanos();

        Talking(RecordingSink sink) {
            this.sink = sink;
        }

        void say() {
            long now = loop.nanos();
            int stamp = (int) ((now - beganNanos) / 1_000_000) * STAMPS_PER_MS;
            for (int side : List.of(CALLER, AGENT)) {
                sink.audio(
                        new HeardAudio()
                                .stamped(side, now, stamp, side)
                                .samples(HeardAudio.Law.A, NOISE, 0, PACKET));
            }
        }

        @Override
        public void audio(HeardAudio heard) {
            sink.audio(heard);
        }

        @Override
        public void finish() {
            sink.finish();
            talking.remove(this);
        }

        @Override
        public void keep() {
            sink.keep();
        }

        @Override
        public void drop() {
            sink.drop();
        }
    }

    @Override
    public RecordingSink begin(RecordingId id, RecordedTalk talk) {
        RecordingSink sink = recordings.begin(id, talk);
        if (sink instanceof OpenRecording open) {
            begun.add(open);
        }
        Talking begins = new Talking(sink);
        talking.add(begins);
        begins.say();
        if (!turning) {
            turning = true;
            turn();
        }
        return begins;
    }

    /** Until nobody talks, and once more. */
    private void turn() {
        turning = !talking.isEmpty();
        recordings.writer().cycle();
        talking.forEach(Talking::say);
        if (turning) {
            loop.schedule(RecordingWriter.PACE, this::turn);
        }
    }

    /** Talks that are being recorded. */
    public int open() {
        return talking.size();
    }

    /** Ends in order: whoever still talks is sealed now. */
    @Override
    public void close() throws IOException {
        recordings.writer().cycle();
        recordings.close();
    }

    /**
     * The process is dead, and with it the power: of what was being written any part may be missing
     * at the end.
     */
    public void die(RandomGenerator random) {
        try (Stream<Path> files = Files.list(folder.resolve("pending"))) {
            recordings.close();
            for (OpenRecording open : begun) {
                FileChannel channel = open.channel();
                if (channel != null) {
                    channel.close();
                }
            }
            for (Path part : files.filter(file -> file.toString().endsWith(".wav.part")).toList()) {
                if (!isSettled(part)) {
                    try (FileChannel channel = new LocalDisk().reopen(part)) {
                        channel.truncate(random.nextLong(channel.size() + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its checksum is on the disk: so is all of it. */
    private static boolean isSettled(Path part) {
        String name = part.getFileName().toString();
        return Files.exists(part.resolveSibling(name.substring(0, name.indexOf('.')) + ".json"));
    }

    /** What lies in a folder that nobody records into, apart from whole recordings. */
    public static List<String> unfinished(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("pending"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .toList();
        }
    }
}
