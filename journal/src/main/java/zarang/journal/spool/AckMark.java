package zarang.journal.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far the spool was sent: {@code int64 segment, int64 offset, int32 CRC32C}, written over in
 * place. It spares sending again and is not trusted to be fresh: a torn or stale mark only means
 * that entries are sent once more, which changes nothing.
 */
final class AckMark implements AutoCloseable {
    private static final int BYTES = 20;

    private final SpoolDisk.File file;

    AckMark(SpoolDisk.File file) {
        this.file = file;
    }

    /** Takes its room on the disk now: a mark can then be written also when the disk is full. */
    void reserve() throws IOException {
        if (read().isEmpty()) {
            write(Place.FIRST);
        }
    }

    /** Empty if there is none that can be read. */
    Optional<Place> read() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, bytes.position()) < 0) {
                    return Optional.empty();
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        bytes.flip();
        Place place = new Place(bytes.getLong(), bytes.getLong());
        return bytes.getInt() == crc(bytes) && place.offset() >= 0
                ? Optional.of(place)
                : Optional.empty();
    }

    void write(Place place) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(place.segment()).putLong(place.offset());
        bytes.putInt(crc(bytes)).flip();
        file.write(bytes, 0);
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, BYTES - 4));
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
