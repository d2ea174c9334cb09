package zarang.sip.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipCodec;

/**
 * Cuts a stream into messages by Content-Length, RFC 3261 §18.3. One for each connection; holds at
 * most one unfinished message, of at most {@link SipCodec#MESSAGE_MAX} bytes, and one read.
 */
final class StreamFramer {
    private static final int START_SIZE = 2_048;

    private final SipCodec codec = new SipCodec();
    private byte[] buffer = new byte[START_SIZE];
    private int length;
    private int scanned;
    private boolean broken;

    /**
     * What the bytes brought, in order. After {@link #isBroken} nothing more comes: the rest of the
     * stream cannot be told apart, so that the connection is to be closed once the last message is
     * answered.
     */
    List<ParsedMessage> feed(byte[] chunk) {
        List<ParsedMessage> found = new ArrayList<>(2);
        if (broken) {
            return found;
        }
        append(chunk);
        int at = 0;
        while (at < length && !broken) {
            int next = one(at, found);
            if (next < 0) {
                break;
            }
            at = next;
            scanned = at;
        }
        drop(broken ? length : at);
        return found;
    }

    /** Whether the end of a message could not be told. */
    boolean isBroken() {
        return broken;
    }

    /** Whether a message has begun and not ended; part of a ping is none. */
    boolean isUnfinished() {
        return length >= 4 || (length > 0 && buffer[0] != '\r');
    }

    /** Bytes held. */
    int capacity() {
        return buffer.length;
    }

    /** Takes one message or keep-alive at {@code at}; where it ends, or -1 if it has not yet. */
    private int one(int at, List<ParsedMessage> found) {
        if (buffer[at] == '\r' || buffer[at] == '\n') {
            return blank(at, found);
        }
        int bodyAt = SipCodec.headerEnd(buffer, Math.max(at, scanned - 3), length);
        if (bodyAt < 0) {
            scanned = length;
            if (length - at > SipCodec.MESSAGE_MAX) {
                refuse(new ParsedMessage.Malformed(513, "headers too large", null), found);
            }
            return -1;
        }
        int body = SipCodec.contentLength(buffer, at, bodyAt);
        if (body < 0) {
            ParsedMessage head = codec.parse(buffer, at, bodyAt - at);
            refuse(asRefused(head, 400, "no usable Content-Length"), found);
            return -1;
        }
        int end = bodyAt + body;
        if (end - at > SipCodec.MESSAGE_MAX) {
            ParsedMessage head = codec.parse(buffer, at, bodyAt - at);
            refuse(asRefused(head, 513, "message too large"), found);
            return -1;
        }
        if (end > length) {
            return -1;
        }
        found.add(codec.parse(buffer, at, end - at));
        return end;
    }

    /** CRLF CRLF between messages is a ping, RFC 5626 §3.5.1; a single line end is nothing. */
    private int blank(int at, List<ParsedMessage> found) {
        if (buffer[at] == '\n') {
            return at + 1;
        }
        int have = Math.min(4, length - at);
        for (int i = 0; i < have; i++) {
            if (buffer[at + i] != (i % 2 == 0 ? '\r' : '\n')) {
                return at + i;
            }
        }
        if (have == 4) {
            found.add(new ParsedMessage.KeepAlive(true));
            return at + 4;
        }
        return -1;
    }

    private void refuse(ParsedMessage.Malformed message, List<ParsedMessage> found) {
        broken = true;
        found.add(message);
    }

    private static ParsedMessage.Malformed asRefused(
            ParsedMessage head, int status, String reason) {
        return switch (head) {
            case ParsedMessage.Malformed bad ->
                    new ParsedMessage.Malformed(status, reason, bad.request());
            case ParsedMessage.Request good ->
                    new ParsedMessage.Malformed(status, reason, good.request());
            case ParsedMessage.Unread u -> throw new IllegalStateException("read in full");
            case ParsedMessage.Response r -> new ParsedMessage.Malformed(status, reason, null);
            case ParsedMessage.KeepAlive k -> new ParsedMessage.Malformed(status, reason, null);
        };
    }

    private void append(byte[] chunk) {
        int needed = length + chunk.length;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
        }
        System.arraycopy(chunk, 0, buffer, length, chunk.length);
        length = needed;
    }

    /** Forgets what is done; gives a large buffer back. */
    private void drop(int done) {
        length -= done;
        scanned = Math.max(0, scanned - done);
        if (length == 0 && buffer.length > START_SIZE) {
            buffer = new byte[START_SIZE];
        } else if (done > 0 && length > 0) {
            System.arraycopy(buffer, done, buffer, 0, length);
        }
    }
}
