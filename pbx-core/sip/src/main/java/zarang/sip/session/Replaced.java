package zarang.sip.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zarang.sip.dialog.Dialog;
import zarang.sip.message.PercentEncoding;
import zarang.sip.message.SipUri;

/**
 * The dialog that a {@code Replaces} names, RFC 3891 §6.1: in an INVITE, or in the headers of a
 * Refer-To.
 *
 * @param callId whose dialog
 * @param toTag ours, as the other side should have it; may be empty
 * @param fromTag theirs; may be empty
 * @param earlyOnly whether it is to be taken over only before its answer
 */
record Replaced(String callId, String toTag, String fromTag, boolean earlyOnly) {
    static final String HEADER = "Replaces";

    /** That of a URI; empty if it has none. One that cannot be understood names no dialog. */
    static Optional<Replaced> in(SipUri uri) {
        for (String header : uri.headers().split("&", -1)) {
            int equals = header.indexOf('=');
            if (equals > 0 && header.substring(0, equals).equalsIgnoreCase(HEADER)) {
                return Optional.of(parse(PercentEncoding.decode(header.substring(equals + 1))));
            }
        }
        return Optional.empty();
    }

    /** Reads the value of a header. */
    static Replaced parse(String written) {
        String toTag = "";
        String fromTag = "";
        boolean earlyOnly = false;
        String[] parts = written.split(";", -1);
        for (String part : parts) {
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).strip();
            String value = part.substring(equals + 1).strip();
            switch (name.toLowerCase(Locale.ROOT)) {
                case "to-tag" -> toTag = value;
                case "from-tag" -> fromTag = value;
                case "early-only" -> earlyOnly = true;
                default -> {}
            }
        }
        return new Replaced(parts[0].strip(), toTag, fromTag, earlyOnly);
    }

    /** Whether it can name a dialog at all. */
    boolean isWhole() {
        return !callId.isEmpty() && !toTag.isEmpty() && !fromTag.isEmpty();
    }

    /** As we know it; some phones have the tags the other way round. */
    List<Dialog.Key> keys() {
        return List.of(
                new Dialog.Key(callId, toTag, fromTag), new Dialog.Key(callId, fromTag, toTag));
    }
}
