package zarang.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a text, two hexadecimal digits a byte. */
public final class Sha256 {
    private static final int BYTES = 32;

    private Sha256() {}

    /** All of it. */
    public static String of(String text) {
        return of(text, BYTES);
    }

    /** So many bytes of its beginning: to tell texts apart, not against a forger. */
    public static String of(String text, int bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
