package zarang.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A start line and header lines cut apart, RFC 3261 §7.3: folded lines joined, white space around
 * the colon dropped. What is wrong is noted, so that an answer can still be built from the rest.
 */
public final class HeaderSection {
    /** Header lines of a message. More is refused. */
    static final int HEADERS_MAX = 256;

    /** Bytes of a whole message. */
    static final int MESSAGE_MAX = 65_535;

    private static final Set<String> ONCE =
            Set.of(
                    "From",
                    "To",
                    "Call-ID",
                    "CSeq",
                    "Max-Forwards",
                    "Content-Length",
                    "Content-Type",
                    "Expires");

    private final String startLine;
    private final List<Header> headers = new ArrayList<>(16);
    private @Nullable String fault;
    private int contentLength = -1;
    private boolean lengthGiven;

    private HeaderSection(String startLine) {
        this.startLine = startLine;
    }

    String startLine() {
        return startLine;
    }

    List<Header> headers() {
        return headers;
    }

    /** -1 if there is none, or none that is one number. */
    public int contentLength() {
        return contentLength;
    }

    void check() {
        if (fault != null) {
            throw new BadSyntax(fault);
        }
    }

    /** Where the body begins: after the empty line, or the end if there is none. */
    static int end(byte[] bytes, int start, int end) {
        int empty = emptyLine(bytes, start, end);
        return empty < 0 ? end : empty;
    }

    /** The index after the first empty line, or -1. */
    static int emptyLine(byte[] bytes, int start, int end) {
        for (int i = start; i < end - 1; i++) {
            if (bytes[i] == '\n') {
                if (bytes[i + 1] == '\n') {
                    return i + 2;
                }
                if (bytes[i + 1] == '\r' && i + 2 < end && bytes[i + 2] == '\n') {
                    return i + 3;
                }
            }
        }
        return -1;
    }

    /** Invalid UTF-8 becomes U+FFFD: it can stand in a display name or a reason phrase only. */
    static HeaderSection read(byte[] bytes, int start, int end) {
        return read(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }

    private static HeaderSection read(String text) {
        int at = lineEnd(text, 0);
        HeaderSection section = new HeaderSection(trimmed(text, 0, at));
        if (hasControl(section.startLine)) {
            section.note("control character");
        }
        at++;
        while (at < text.length()) {
            int from = at;
            int to = lineEnd(text, at);
            at = to + 1;
            String line = trimmed(text, from, to);
            if (line.isEmpty()) {
                break;
            }
            if (at < text.length() && Tokens.isBlank(text.charAt(at))) {
                StringBuilder joined = new StringBuilder(line);
                while (at < text.length() && Tokens.isBlank(text.charAt(at))) {
                    to = lineEnd(text, at);
                    joined.append(' ').append(trimmed(text, at, to).strip());
                    at = to + 1;
                }
                line = joined.toString();
            }
            section.line(line);
        }
        return section;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** Without the CR of its CRLF. */
    private static String trimmed(String text, int from, int to) {
        return text.substring(from, to > from && text.charAt(to - 1) == '\r' ? to - 1 : to);
    }

    private void line(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).stripTrailing();
        if (!Tokens.isToken(name)) {
            note("header line without a name");
            return;
        }
        if (headers.size() == HEADERS_MAX) {
            note("more than " + HEADERS_MAX + " headers");
            return;
        }
        String value = line.substring(colon + 1).strip();
        if (hasControl(value)) {
            note("control character");
            // the answer to a broken request repeats some headers
            value = value.replace('\r', ' ');
        }
        Header header = new Header(name, value, null);
        if (ONCE.contains(header.name())) {
            once(header);
        }
        if (!header.name().equals("Content-Length")) {
            headers.add(header);
        }
    }

    private void once(Header header) {
        if (header.name().equals("Content-Length")) {
            int length = (int) Numbers.bounded(header.value(), MESSAGE_MAX);
            contentLength = lengthGiven ? -1 : length;
            if (contentLength < 0) {
                note(lengthGiven ? "Content-Length twice" : "Content-Length");
            }
            lengthGiven = true;
            return;
        }
        for (Header earlier : headers) {
            if (earlier.name().equals(header.name())) {
                note(header.name() + " twice");
            }
        }
    }

    /** Control characters may stand only behind a backslash in a quoted string. */
    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = (c < ' ' && c != '\t') || c == 0x7f;
            if (control && (c == '\r' || i == 0 || text.charAt(i - 1) != '\\')) {
                return true;
            }
        }
        return false;
    }

    /** The first fault counts. */
    private void note(String what) {
        if (fault == null) {
            fault = what;
        }
    }
}
