package zarang.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the bytes of a message are about, told without reading them in full: under overload there is
 * time for no more. A wrong guess costs a place in a queue, never a wrong answer.
 */
public enum FirstLook {
    /** An INVITE outside any dialog, for the first time or again. */
    NEW_CALL,
    /** A CANCEL, which must not overtake its INVITE. */
    CANCEL_OF_CALL,
    /** An ACK for a refusal that was given without state: nothing waits for it. */
    SETTLED_ACK,
    /** What belongs to a call under way, and anything else. */
    OTHER;

    private static final byte[] INVITE = bytes("INVITE ");
    private static final byte[] CANCEL = bytes("CANCEL ");
    private static final byte[] ACK = bytes("ACK ");
    private static final byte[] TAG = bytes("tag");
    private static final byte[] STATELESS = bytes(StatelessTag.PREFIX);

    /** Looks at one datagram. Never throws. */
    public static FirstLook at(byte[] message) {
        if (begins(message, CANCEL)) {
            return CANCEL_OF_CALL;
        }
        if (begins(message, INVITE)) {
            return toTag(message) < 0 ? NEW_CALL : OTHER;
        }
        if (!begins(message, ACK)) {
            return OTHER;
        }
        int tag = toTag(message);
        return tag >= 0 && at(message, tag, STATELESS) ? SETTLED_ACK : OTHER;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean begins(byte[] message, byte[] with) {
        return at(message, 0, with);
    }

    private static boolean at(byte[] message, int from, byte[] what) {
        int end = from + what.length;
        return end <= message.length && Arrays.equals(message, from, end, what, 0, what.length);
    }

    /** Where the value of the first To's tag begins, or -1. */
    private static int toTag(byte[] message) {
        for (int i = 0; i < message.length - 3; i++) {
            if (message[i] != '\n') {
                continue;
            }
            int colon = toName(message, i + 1);
            if (colon > 0) {
                return tag(message, colon);
            }
            if (message[i + 1] == '\r' || message[i + 1] == '\n') {
                return -1;
            }
        }
        return -1;
    }

    /** The index of the colon after {@code To} or {@code t}, or -1. */
    private static int toName(byte[] message, int from) {
        if ((message[from] | 0x20) != 't') {
            return -1;
        }
        int name = (message[from + 1] | 0x20) == 'o' ? from + 2 : from + 1;
        int at = pastBlanks(message, name);
        return at < message.length && message[at] == ':' ? at : -1;
    }

    /** The same within one header, which may be folded: {@code ; tag = value}. */
    private static int tag(byte[] message, int colon) {
        for (int i = colon; i < message.length; i++) {
            if (message[i] == '\n' && pastBlanks(message, i + 1) == i + 1) {
                return -1;
            }
            if (message[i] != ';') {
                continue;
            }
            int name = pastFolds(message, i + 1);
            int equals = pastFolds(message, name + TAG.length);
            if (isTag(message, name) && equals < message.length && message[equals] == '=') {
                return pastFolds(message, equals + 1);
            }
        }
        return -1;
    }

    private static boolean isTag(byte[] message, int from) {
        for (int i = 0; i < TAG.length; i++) {
            if (from + i >= message.length || (message[from + i] | 0x20) != TAG[i]) {
                return false;
            }
        }
        return true;
    }

    private static int pastBlanks(byte[] message, int from) {
        int at = from;
        while (at < message.length && (message[at] == ' ' || message[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int pastFolds(byte[] message, int from) {
        int at = from;
        while (at < message.length && " \t\r\n".indexOf(message[at]) >= 0) {
            at++;
        }
        return at;
    }
}
