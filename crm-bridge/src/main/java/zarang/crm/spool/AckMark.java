package zarang.crm.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How far the spool was sent: {@code int64 segment, int64 offset, int32 CRC32C}, written over in
 * place. It spares sending again and is not trusted to be fresh: a torn or stale mark only means
 * that entries are sent once more, which changes nothing.
 */
final class AckMark implements AutoCloseable {
    private static final int BYTES = 20;

    /** Everything before this is acknowledged. */
    record Place(long segment, long offset) {}

    private final FileChannel file;

    AckMark(Path path) throws IOException {
        file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
    }

    Optional<Place> read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, bytes.position()) < 0) {
                return Optional.empty();
            }
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
        while (bytes.hasRemaining()) {
            file.write(bytes, bytes.position());
        }
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
