package zarang.sip.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.sip.message.HeaderSection;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipCodec;

/**
 * Cuts a stream into messages by Content-Length, RFC 3261 §18.3. One for each connection; holds at
 * most one unfinished message, of at most {@link SipCodec#MESSAGE_MAX} bytes, and one read.
 */
final class StreamFramer {
    private static final int START_SIZE = 2_048;

    private byte[] buffer = new byte[START_SIZE];
    private int length;
    private int scanned;
    private boolean broken;

    /** Of the message whose body is awaited, cut once; it began where the buffer does. */
    private @Nullable HeaderSection section;

    private int headBytes;

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
        HeaderSection head = section;
        if (head == null) {
            int bodyAt = SipCodec.headerEnd(buffer, Math.max(at, scanned - 3), length);
            if (bodyAt < 0
                    ? length - at > SipCodec.MESSAGE_MAX
                    : bodyAt - at > SipCodec.MESSAGE_MAX) {
                refuse(new ParsedMessage.Malformed(513, "headers too large", null), found);
                return -1;
            }
            if (bodyAt < 0) {
                scanned = length;
                return -1;
            }
            head = SipCodec.section(buffer, at, bodyAt);
            headBytes = bodyAt - at;
        }
        return whole(head, at, found);
    }

    /** Takes the message that begins with {@code head}, which stays cut until its body is there. */
    private int whole(HeaderSection head, int at, List<ParsedMessage> found) {
        int bodyAt = at + headBytes;
        int body = head.contentLength();
        if (body < 0 || headBytes + body > SipCodec.MESSAGE_MAX) {
            ParsedMessage bare = SipCodec.parse(head, buffer, bodyAt, bodyAt);
            refuse(
                    body < 0
                            ? asRefused(bare, 400, "no usable Content-Length")
                            : asRefused(bare, 513, "message too large"),
                    found);
            return -1;
        }
        int end = bodyAt + body;
        if (end > length) {
            section = head;
            return -1;
        }
        section = null;
        found.add(SipCodec.parse(head, buffer, bodyAt, end));
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
