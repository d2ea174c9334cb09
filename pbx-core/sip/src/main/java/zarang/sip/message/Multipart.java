package zarang.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bodies of a message. RFC 5621 §3.1 asks every user agent to read {@code multipart/mixed}; RFC
 * 2046 §5.1 says how. Nothing here throws at any input.
 *
 * <p>Lenient where equipment differs: line ends may be bare LF, the last boundary may be missing.
 */
final class Multipart {
    /** Parts of all levels together; what follows is not read. */
    private static final int PARTS_MAX = 16;

    /** Multipart inside multipart; deeper ones are parts that are not understood. */
    private static final int DEPTH_MAX = 4;

    /** RFC 2046 §5.1.1. */
    private static final int BOUNDARY_MAX = 70;

    private Multipart() {}

    /**
     * A body as its headers describe it, each value as written or empty.
     *
     * @param content not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // as the body of a message: read, never changed
    record Whole(String type, String disposition, String encoding, byte[] content) {}

    /**
     * The bodies in their order, those inside other ones included.
     *
     * @return empty if a multipart body cannot be cut: it has no boundary, or it never occurs
     */
    static Optional<List<BodyPart>> cut(Whole body) {
        List<BodyPart> parts = new ArrayList<>();
        boolean whole =
                add(
                        parts,
                        body.type(),
                        body.disposition(),
                        isEncoded(body.encoding()),
                        body.content(),
                        0);
        return whole ? Optional.of(List.copyOf(parts)) : Optional.empty();
    }

    private static boolean isEncoded(String encoding) {
        return !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    private static boolean add(
            List<BodyPart> parts,
            String contentType,
            String contentDisposition,
            boolean encoded,
            byte[] content,
            int depth) {
        ParameterizedValue type = ParameterizedValue.parse(contentType);
        if (type.value().startsWith("multipart/") && !encoded && depth < DEPTH_MAX) {
            return cut(parts, type, content, depth);
        }
        ParameterizedValue disposition = ParameterizedValue.parse(contentDisposition);
        if (parts.size() < PARTS_MAX) {
            parts.add(
                    new BodyPart(
                            type.value(),
                            disposition.value(),
                            handling(disposition),
                            encoded,
                            content));
        }
        return true;
    }

    private static BodyPart.Handling handling(ParameterizedValue disposition) {
        return switch (disposition.param("handling").orElse("").toLowerCase(Locale.ROOT)) {
            case "optional" -> BodyPart.Handling.OPTIONAL;
            case "required" -> BodyPart.Handling.REQUIRED;
            default -> BodyPart.Handling.UNSAID;
        };
    }

    /** Cuts a multipart body; of alternatives the last that is a session description stays. */
    private static boolean cut(
            List<BodyPart> parts, ParameterizedValue type, byte[] content, int depth) {
        String boundary = type.param("boundary").orElse("");
        if (boundary.isEmpty() || boundary.length() > BOUNDARY_MAX) {
            return false;
        }
        List<BodyPart> here = new ArrayList<>();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int from = -1;
        boolean found = false;
        boolean ended = false;
        for (int line = 0; line < text.length() && !ended; line = nextLine(text, line)) {
            Optional<Boolean> delimiter = delimiter(text, line, "--" + boundary);
            if (delimiter.isPresent()) {
                if (from >= 0
                        && !part(here, text.substring(from, contentEnd(text, from, line)), depth)) {
                    return false;
                }
                found = true;
                from = nextLine(text, line);
                ended = delimiter.get();
            }
        }
        if (!ended
                && from >= 0
                && from < text.length()
                && !part(here, text.substring(from), depth)) {
            return false;
        }
        boolean alternative = type.value().equals("multipart/alternative");
        List<BodyPart> chosen = alternative ? alternative(here) : here;
        chosen.stream().limit(PARTS_MAX - (long) parts.size()).forEach(parts::add);
        return found;
    }

    /** RFC 2046 §5.1.4: the last that is understood; if none is, they stand for one another. */
    private static List<BodyPart> alternative(List<BodyPart> parts) {
        return parts.reversed().stream()
                .filter(BodyPart::isSessionDescription)
                .findFirst()
                .map(List::of)
                .orElse(parts);
    }

    private static int nextLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** Whether the line at {@code at} is the delimiter, and if so, whether it is the last one. */
    private static Optional<Boolean> delimiter(String text, int at, String delimiter) {
        if (!text.startsWith(delimiter, at)) {
            return Optional.empty();
        }
        String rest = text.substring(at + delimiter.length(), nextLine(text, at)).strip();
        return rest.isEmpty() || rest.equals("--")
                ? Optional.of(!rest.isEmpty())
                : Optional.empty();
    }

    /** The line end before a delimiter belongs to the delimiter. */
    private static int contentEnd(String text, int from, int delimiter) {
        int end = delimiter;
        if (end > from && text.charAt(end - 1) == '\n') {
            end--;
        }
        return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /** Headers, an empty line, content; without an empty line there are no headers. */
    private static boolean part(List<BodyPart> parts, String text, int depth) {
        String type = "";
        String disposition = "";
        String encoding = "";
        String transfer = "";
        int at = 0;
        while (at < text.length()) {
            int next = nextLine(text, at);
            String line = text.substring(at, next).strip();
            at = next;
            if (line.isEmpty()) {
                break;
            }
            while (at < text.length() && Tokens.isBlank(text.charAt(at))) {
                next = nextLine(text, at);
                line = line + " " + text.substring(at, next).strip();
                at = next;
            }
            int colon = line.indexOf(':');
            String value = colon < 0 ? "" : line.substring(colon + 1).strip();
            switch (colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "content-type", "c" -> type = value;
                case "content-disposition" -> disposition = value;
                case "content-encoding", "e" -> encoding = value;
                case "content-transfer-encoding" -> transfer = value.toLowerCase(Locale.ROOT);
                default -> {}
            }
        }
        Optional<byte[]> content = transferred(text.substring(at), transfer);
        return add(
                parts,
                type,
                disposition,
                isEncoded(encoding) || content.isEmpty(),
                content.orElse(MessageBuilder.NO_BODY),
                depth + 1);
    }

    private static Optional<byte[]> transferred(String content, String transfer) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        return switch (transfer) {
            case "", "binary", "8bit", "7bit" -> Optional.of(bytes);
            case "base64" -> decoded(bytes);
            default -> Optional.empty();
        };
    }

    private static Optional<byte[]> decoded(byte[] base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
