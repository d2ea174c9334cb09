package zarang.sip.message;

import java.nio.charset.StandardCharsets;

/** {@code %HH} escapes, RFC 3261 §19.1.2 and RFC 3986 §2.1. */
public final class PercentEncoding {
    /** RFC 3261 §25.1: what a user part may hold as it is, besides letters and digits. */
    private static final String PLAIN_IN_USER = "-_.!~*'()&=+$,;?/";

    private PercentEncoding() {}

    /** A text as the user part of a URI. */
    public static String user(String text) {
        StringBuilder user = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= '0' && c <= '9')
                            || (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || PLAIN_IN_USER.indexOf(c) >= 0;
            user.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return user.toString();
    }

    /** The text with its escapes read as UTF-8; a percent sign that begins none stays. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        byte[] to = new byte[from.length];
        int length = 0;
        for (int i = 0; i < from.length; i++) {
            int high = from[i] == '%' && i + 2 < from.length ? hex(from[i + 1]) : -1;
            int low = high < 0 ? -1 : hex(from[i + 2]);
            if (low >= 0) {
                to[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                to[length++] = from[i];
            }
        }
        return new String(to, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte b) {
        return Character.digit(b, 16);
    }
}
