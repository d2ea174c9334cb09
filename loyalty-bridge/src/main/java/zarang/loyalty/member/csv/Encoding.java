package zarang.loyalty.member.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * In which encoding a file is written, as far as that can be told without a guess: UTF-8, with or
 * without a byte order mark, and UTF-16 with one, which is Excel's "Unicode Text". A file in one of
 * the old code pages (Windows-1256 and its like) cannot be told from another and is refused.
 *
 * @param charset of the text after the mark
 * @param markBytes to be skipped
 * @param problem why the file cannot be read, if so; names the line
 */
record Encoding(Charset charset, int markBytes, Optional<String> problem) {
    private static final String CURE =
            "in Excel: Save As, \"CSV UTF-8 (Comma delimited)\"; UTF-16 (\"Unicode Text\") is"
                    + " understood too";
    private static final int HEAD_BYTES = 8;
    private static final int BUFFER = 1 << 16;

    /** Reads the whole file once, so that nothing of a file is imported that cannot be read. */
    static Encoding of(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (begins(head, 'P', 'K', 3, 4) || begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
            return refused("the file is an Excel workbook, not CSV; " + CURE);
        }
        Encoding marked = marked(head);
        long line = unreadableLine(file, marked);
        if (line == 0) {
            return marked;
        }
        return refused("line " + line + ": not " + marked.charset() + ", expected UTF-8; " + CURE);
    }

    private static Encoding refused(String why) {
        return new Encoding(StandardCharsets.UTF_8, 0, Optional.of(why));
    }

    private static Encoding marked(byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return new Encoding(StandardCharsets.UTF_8, 3, Optional.empty());
        }
        if (begins(head, 0xFF, 0xFE)) {
            return new Encoding(StandardCharsets.UTF_16LE, 2, Optional.empty());
        }
        if (begins(head, 0xFE, 0xFF)) {
            return new Encoding(StandardCharsets.UTF_16BE, 2, Optional.empty());
        }
        return new Encoding(StandardCharsets.UTF_8, 0, Optional.empty());
    }

    private static boolean begins(byte[] head, int... bytes) {
        byte[] wanted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            wanted[i] = (byte) bytes[i];
        }
        return head.length >= wanted.length
                && Arrays.equals(head, 0, wanted.length, wanted, 0, wanted.length);
    }

    /** The first line that is not in the encoding; 0 if all are. */
    private static long unreadableLine(Path file, Encoding marked) throws IOException {
        CharsetDecoder decoder = marked.charset().newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long line = 1;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(marked.markBytes());
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                CoderResult result = decoder.decode(bytes, chars, end);
                chars.flip();
                line += chars.chars().filter(c -> c == '\n').count();
                chars.clear();
                bytes.compact();
                if (result.isError()) {
                    return line;
                }
            }
        }
        return 0;
    }

    /** The text after the mark. */
    BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(markBytes);
        return new BufferedReader(new InputStreamReader(in, charset));
    }

    /** What is to be said of it, if it is not what is expected. */
    Optional<String> note() {
        return charset.equals(StandardCharsets.UTF_8)
                ? Optional.empty()
                : Optional.of("the file is in " + charset + ", not in UTF-8; it was read as such");
    }
}
