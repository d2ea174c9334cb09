package zarang.sip.message;

import java.util.Arrays;
import java.util.List;

/** Reads back what we encoded ourselves, of a message that kept its bytes only. */
final class WireForm {
    private WireForm() {}

    static List<Header> headers(byte[] encoded) {
        return HeaderSection.read(encoded, 0, bodyAt(encoded)).headers();
    }

    static byte[] body(byte[] encoded) {
        return Arrays.copyOfRange(encoded, bodyAt(encoded), encoded.length);
    }

    private static int bodyAt(byte[] encoded) {
        return HeaderSection.end(encoded, 0, encoded.length);
    }
}
