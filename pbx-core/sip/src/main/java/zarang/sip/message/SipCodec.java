package zarang.sip.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to messages. Never throws: whatever is wrong with the bytes, or with the parser below, is
 * {@link ParsedMessage.Malformed}. No state; any thread.
 *
 * <p>Line ends may be CRLF or bare LF. A datagram may lack the empty line after its headers.
 */
public final class SipCodec {
    /** Bytes of a whole message. More is answered with 513. */
    public static final int MESSAGE_MAX = HeaderSection.MESSAGE_MAX;

    private static final String VERSION = "SIP/2.0";

    /**
     * Reads one message.
     *
     * @param bytes from {@code offset}, {@code length} of them: a datagram, or from a stream what
     *     was framed as one message
     */
    public ParsedMessage parse(byte[] bytes, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && isPadding(bytes[start])) {
            start++;
        }
        if (start == end) {
            return new ParsedMessage.KeepAlive(length == 4 && bytes[offset] == '\r');
        }
        if (end - start > MESSAGE_MAX) {
            return new ParsedMessage.Malformed(513, "message too large", null);
        }
        return read(bytes, start, end);
    }

    private static boolean isPadding(byte b) {
        return b == '\r' || b == '\n' || b == 0;
    }

    private static ParsedMessage read(byte[] bytes, int start, int end) {
        int bodyAt = HeaderSection.end(bytes, start, end);
        return parse(HeaderSection.read(bytes, start, bodyAt), bytes, bodyAt, end);
    }

    /**
     * Reads the rest of a message whose header section was cut already ({@link #section}).
     *
     * @param bytes hold its body from {@code bodyAt} to {@code end}
     */
    public static ParsedMessage parse(HeaderSection section, byte[] bytes, int bodyAt, int end) {
        String line = section.startLine();
        if (line.regionMatches(true, 0, "SIP/", 0, 4)) {
            return response(line, section, bytes, bodyAt, end);
        }
        return request(line, section, bytes, bodyAt, end);
    }

    private static ParsedMessage request(
            String line, HeaderSection section, byte[] bytes, int bodyAt, int end) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        String method = Methods.shared(first < 0 ? line : line.substring(0, first));
        if (!Tokens.isToken(method)) {
            return new ParsedMessage.Malformed(400, "no request line", null);
        }
        String uri = last > first ? line.substring(first + 1, last) : "";
        SipRequest bare =
                new SipRequest(method, uri, null, section.headers(), MessageBuilder.NO_BODY);
        Refusal refusal = refusal(bare, line.substring(last + 1), section, bodyAt, end);
        if (refusal != null) {
            boolean answerable = !method.equals("ACK") && bare.first("Via") != null;
            return new ParsedMessage.Malformed(
                    refusal.status(), refusal.reason(), answerable ? bare : null);
        }
        byte[] body = body(section, bytes, bodyAt, end);
        return new ParsedMessage.Request(
                body.length == 0
                        ? bare
                        : new SipRequest(method, uri, bare.requestUri(), bare.headers(), body));
    }

    /** Cuts a request's header lines apart and reads none of them: {@link ParsedMessage.Unread}. */
    public ParsedMessage unread(byte[] bytes) {
        HeaderSection section =
                HeaderSection.read(bytes, 0, HeaderSection.end(bytes, 0, bytes.length));
        String line = section.startLine();
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (last <= first || !Tokens.isToken(line.substring(0, first))) {
            return new ParsedMessage.Malformed(400, "no request line", null);
        }
        return new ParsedMessage.Unread(
                new SipRequest(
                        Methods.shared(line.substring(0, first)),
                        line.substring(first + 1, last),
                        null,
                        section.headers(),
                        MessageBuilder.NO_BODY));
    }

    private record Refusal(int status, String reason) {}

    private static @Nullable Refusal refusal(
            SipRequest request, String version, HeaderSection section, int bodyAt, int end) {
        if (!version.equalsIgnoreCase(VERSION)) {
            return SipVersions.isVersion(version)
                    ? new Refusal(505, "SIP version")
                    : new Refusal(400, "request line");
        }
        try {
            section.check();
            MessageCheck.checkRequest(request);
            checkLength(section, bodyAt, end);
            return isServed(request) ? null : new Refusal(416, "URI scheme");
        } catch (RuntimeException | StackOverflowError e) {
            return new Refusal(400, e instanceof BadSyntax bad ? bad.what() : "parser failed");
        }
    }

    /** A number may be dialled as a tel URI; it has no host to register at. */
    private static boolean isServed(SipRequest request) {
        return request.requestUri() instanceof SipUri
                || (request.requestUri() instanceof TelUri && !request.is("REGISTER"));
    }

    private static ParsedMessage response(
            String line, HeaderSection section, byte[] bytes, int bodyAt, int end) {
        try {
            int status = SipVersions.status(line);
            section.check();
            checkLength(section, bodyAt, end);
            SipResponse response =
                    new SipResponse(
                            status,
                            line.length() > 12 ? line.substring(12).strip() : "",
                            section.headers(),
                            body(section, bytes, bodyAt, end));
            MessageCheck.checkResponse(response);
            return new ParsedMessage.Response(response);
        } catch (RuntimeException | StackOverflowError e) {
            return new ParsedMessage.Malformed(
                    400, e instanceof BadSyntax bad ? bad.what() : "parser failed", null);
        }
    }

    /** RFC 3261 §18.3: a datagram that ends before its Content-Length is an error. */
    private static void checkLength(HeaderSection section, int bodyAt, int end) {
        if (section.contentLength() > end - bodyAt) {
            throw new BadSyntax("body shorter than Content-Length");
        }
    }

    private static byte[] body(HeaderSection section, byte[] bytes, int bodyAt, int end) {
        int length = section.contentLength() < 0 ? end - bodyAt : section.contentLength();
        return length == 0
                ? MessageBuilder.NO_BODY
                : Arrays.copyOfRange(bytes, bodyAt, bodyAt + length);
    }

    /** Where the body of a message begins: after the empty line; -1 if there is none yet. */
    public static int headerEnd(byte[] bytes, int start, int end) {
        return HeaderSection.emptyLine(bytes, start, end);
    }

    /**
     * Cuts a stream's header section, once.
     *
     * @param bytes from start to end: from the start line to the empty line
     */
    public static HeaderSection section(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && isPadding(bytes[at])) {
            at++;
        }
        return HeaderSection.read(bytes, at, end);
    }
}
