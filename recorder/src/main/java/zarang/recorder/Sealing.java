package zarang.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.recording.RecordedTalk;
import zarang.call.recording.RecordingId;
import zarang.media.wav.WavHeader;

/**
 * Makes a written part a whole recording. Finishing thread.
 *
 * <p>A crash may come between any two steps; {@link #seal} and {@link #resume} then carry on:
 *
 * <ol>
 *   <li>header with the true length; the file is on the disk
 *   <li>{@code pending/ID.json}: from here on the metadata is settled
 *   <li>{@code DAY/ID.json}, the same
 *   <li>{@code DAY/ID.wav}, moved from {@code pending}: from here on the recording is whole
 *   <li>announced; {@code pending/ID.json} goes when that is acknowledged
 * </ol>
 */
final class Sealing {
    private static final int CHUNK_BYTES = 256 * 1_024;

    private final RecordingFolder folder;
    private final RecorderDisk disk;

    Sealing(RecordingFolder folder, RecorderDisk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /**
     * Seals a part to which nothing more is written.
     *
     * @param talk what it is of, if that is known
     * @param counts what is known of its packets: nothing after a crash
     * @return empty if there is no audio in it: then it is deleted
     */
    Optional<Metadata> seal(
            RecordingFolder.Part part,
            Optional<RecordedTalk> talk,
            boolean cutShort,
            boolean repaired,
            @Nullable PacketCounts counts)
            throws IOException {
        long frames = close(part.file());
        if (frames == 0) {
            disk.delete(part.file());
            disk.delete(folder.talk(part.id()));
            return Optional.empty();
        }
        RecordingId id = part.id();
        Metadata metadata =
                new Metadata(
                        id.fileName(),
                        id.call().value(),
                        id.part(),
                        folder.fileName(id, part.startedAt()),
                        talk.map(TalkFile::of).orElse(null),
                        part.startedAt(),
                        frames * 1_000 / TimeLine.RATE,
                        TimeLine.HEADER.channels(),
                        TimeLine.RATE,
                        sha256(part.file()),
                        cutShort,
                        repaired,
                        counts);
        replace(folder.pendingMetadata(id), metadata.toJson());
        disk.sync(folder.pending());
        place(metadata, part.file());
        return Optional.of(metadata);
    }

    /** The first track of a part that is being written. */
    Optional<short[]> firstTrack(RecordingFolder.Part part) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(part.file())).order(ByteOrder.LITTLE_ENDIAN);
        int frames = Math.max(0, bytes.limit() - WavHeader.BYTES) / TimeLine.FRAME_BYTES;
        short[] samples = new short[frames];
        for (int i = 0; i < frames; i++) {
            samples[i] = bytes.getShort(WavHeader.BYTES + i * TimeLine.FRAME_BYTES);
        }
        return frames == 0 ? Optional.empty() : Optional.of(samples);
    }

    /** Deletes a message that nobody wants. */
    void discard(RecordingId id, Instant startedAt) throws IOException {
        disk.delete(folder.part(id, startedAt));
        disk.delete(folder.talk(id));
    }

    /** What was noted of a recording when it began. */
    Optional<RecordedTalk> talk(RecordingId id) throws IOException {
        Path file = folder.talk(id);
        return Files.exists(file) ? TalkFile.read(Files.readAllBytes(file)) : Optional.empty();
    }

    /** Carries on where the metadata was settled before. */
    Metadata resume(RecordingId id) throws IOException {
        Metadata metadata = Metadata.of(Files.readAllBytes(folder.pendingMetadata(id)));
        Path part = folder.part(id, metadata.startedAt());
        if (Files.exists(part)) {
            place(metadata, part);
        } else if (!Files.exists(folder.resolve(metadata.file()))) {
            throw new NoSuchFileException(metadata.file());
        }
        disk.delete(folder.talk(id));
        return metadata;
    }

    /** Nobody needs to hear of it again. */
    void acknowledged(RecordingId id) throws IOException {
        disk.delete(folder.pendingMetadata(id));
    }

    private void place(Metadata metadata, Path part) throws IOException {
        Path whole = folder.resolve(metadata.file());
        Path day = whole.resolveSibling(".").normalize();
        disk.makeFolder(day);
        replace(folder.metadataBeside(whole, metadata.finished().id()), metadata.toJson());
        disk.move(part, whole);
        disk.delete(folder.talk(metadata.finished().id()));
        disk.sync(day);
        disk.sync(folder.pending());
    }

    private void replace(Path file, byte[] content) throws IOException {
        Path temporary = RecordingFolder.temporary(file);
        disk.write(temporary, content);
        disk.move(temporary, file);
    }

    /** Cuts half a frame off, writes the header anew; the frames that are there. */
    private long close(Path part) throws IOException {
        try (FileChannel channel = disk.reopen(part)) {
            long frames = Math.max(0, channel.size() - WavHeader.BYTES) / TimeLine.FRAME_BYTES;
            long audioBytes = frames * TimeLine.FRAME_BYTES;
            if (frames > 0) {
                channel.truncate(WavHeader.BYTES + audioBytes);
                channel.write(ByteBuffer.wrap(TimeLine.HEADER.encode(audioBytes)), 0);
                channel.force(true);
            }
            return frames;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
