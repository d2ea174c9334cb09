package zarang.media.wav;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads RIFF WAVE files: chunks in any order that puts {@code fmt} before {@code data}; unknown
 * ones are passed over. Hostile lengths end in a {@link WavFault}.
 */
public final class WavReader {
    private static final int RIFF_BYTES = 12;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FMT_BYTES = 16;

    /** In an extensible fmt chunk the first two bytes of the sub-format GUID are the format. */
    private static final int EXTENSIBLE = 0xFFFE;

    private static final int EXTENSIBLE_BYTES = 26;
    private static final int SUB_FORMAT_OFFSET = 24;

    private final ByteBuffer file;

    private WavReader(byte[] file) {
        this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Understands a whole file. */
    public static WavResult read(byte[] file) {
        return new WavReader(file).read();
    }

    /** The first chunk that claims more than there is, if one does; whatever its format. */
    public static Optional<WavFault> cut(byte[] file) {
        WavReader reader = new WavReader(file);
        long at = RIFF_BYTES;
        while (at + CHUNK_HEADER_BYTES <= file.length) {
            int chunk = (int) at;
            long length = reader.file.getInt(chunk + 4) & 0xFFFF_FFFFL;
            Optional<WavFault> fault = reader.cut(chunk, length);
            if (fault.isPresent() || reader.tag(chunk).equals("data")) {
                return fault;
            }
            at += CHUNK_HEADER_BYTES + length + (length & 1);
        }
        return Optional.of(new WavFault(file.length, "the end of the file", "a 'data' chunk"));
    }

    private Optional<WavFault> cut(int chunk, long length) {
        long rest = (long) file.limit() - chunk - CHUNK_HEADER_BYTES;
        return length <= rest
                ? Optional.empty()
                : Optional.of(
                        new WavFault(
                                chunk + 4L,
                                "a chunk '" + tag(chunk) + "' of " + length + " bytes",
                                "at most " + rest + ", which is the rest of the file"));
    }

    private WavResult read() {
        if (file.limit() < RIFF_BYTES) {
            return new WavFault(0, file.limit() + " bytes", "a RIFF WAVE header of 12 bytes");
        }
        if (!tag(0).equals("RIFF")) {
            return new WavFault(0, "'" + tag(0) + "'", "'RIFF'");
        }
        if (!tag(8).equals("WAVE")) {
            return new WavFault(8, "'" + tag(8) + "'", "'WAVE'");
        }
        WavHeader header = null;
        int formatOffset = 0;
        long at = RIFF_BYTES;
        while (at + CHUNK_HEADER_BYTES <= file.limit()) {
            int chunk = (int) at;
            String tag = tag(chunk);
            long length = file.getInt(chunk + 4) & 0xFFFF_FFFFL;
            int body = chunk + CHUNK_HEADER_BYTES;
            Optional<WavFault> cut = cut(chunk, length);
            if (cut.isPresent()) {
                return cut.get();
            }
            if (tag.equals("fmt ")) {
                WavFault fault = faultOfFormat(body, (int) length);
                if (fault != null) {
                    return fault;
                }
                header = format(body);
                formatOffset = body;
            } else if (tag.equals("data")) {
                return header == null
                        ? new WavFault(chunk, "'data'", "'fmt ' before it")
                        : new Wav(header, formatOffset, file.slice(body, (int) length));
            }
            at = body + length + (length & 1);
        }
        return new WavFault(file.limit(), "the end of the file", "a 'data' chunk");
    }

    private @Nullable WavFault faultOfFormat(int at, int length) {
        int format = length < FMT_BYTES ? 0 : formatCode(at);
        if (length < FMT_BYTES || (isExtensible(at) && length < EXTENSIBLE_BYTES)) {
            return new WavFault(at - 4L, "a 'fmt ' of " + length + " bytes", "at least 16, or 26");
        }
        int channels = file.getShort(at + 2) & 0xFFFF;
        int rate = file.getInt(at + 4);
        int bits = file.getShort(at + 14) & 0xFFFF;
        int bitsExpected = format == WavHeader.PCM ? 16 : 8;
        if (format != WavHeader.PCM && format != WavHeader.ALAW && format != WavHeader.ULAW) {
            return new WavFault(at, "format " + format, "1 (PCM), 6 (A-law) or 7 (µ-law)");
        }
        if (channels != 1 && channels != 2) {
            return new WavFault(at + 2L, channels + " channels", "1 or 2");
        }
        if (rate <= 0) {
            return new WavFault(at + 4L, Integer.toUnsignedString(rate) + " Hz", "1-2147483647");
        }
        if (bits != bitsExpected) {
            return new WavFault(at + 14L, bits + " bits a sample", Integer.toString(bitsExpected));
        }
        return null;
    }

    private WavHeader format(int at) {
        return new WavHeader(
                formatCode(at), file.getShort(at + 2), file.getInt(at + 4), file.getShort(at + 14));
    }

    private boolean isExtensible(int at) {
        return (file.getShort(at) & 0xFFFF) == EXTENSIBLE;
    }

    private int formatCode(int at) {
        int where = isExtensible(at) ? at + SUB_FORMAT_OFFSET : at;
        return where + 2 <= file.limit() ? file.getShort(where) & 0xFFFF : 0;
    }

    private String tag(int at) {
        String text = new String(file.array(), at, 4, StandardCharsets.ISO_8859_1);
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F)
                ? text
                : String.format(Locale.ROOT, "0x%08x", Integer.reverseBytes(file.getInt(at)));
    }
}
