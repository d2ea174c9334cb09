package zarang.sip.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zarang.sip.dialog.Dialog;
import zarang.sip.message.PercentEncoding;
import zarang.sip.message.SipUri;

/**
 * The dialog that a {@code Replaces} names, RFC 3891 §3, as the headers of a Refer-To carry it.
 *
 * @param callId whose dialog
 * @param toTag ours, as the other side should have it
 * @param fromTag theirs
 */
record Replaced(String callId, String toTag, String fromTag) {
    private static final String NAME = "replaces";

    /** That of a URI; empty if it has none. One that cannot be understood names no dialog. */
    static Optional<Replaced> in(SipUri uri) {
        for (String header : uri.headers().split("&", -1)) {
            int equals = header.indexOf('=');
            if (equals > 0 && header.substring(0, equals).toLowerCase(Locale.ROOT).equals(NAME)) {
                return Optional.of(parse(PercentEncoding.decode(header.substring(equals + 1))));
            }
        }
        return Optional.empty();
    }

    private static Replaced parse(String written) {
        String toTag = "";
        String fromTag = "";
        String[] parts = written.split(";", -1);
        for (String part : parts) {
            String param = part.strip();
            if (param.startsWith("to-tag=")) {
                toTag = param.substring("to-tag=".length());
            } else if (param.startsWith("from-tag=")) {
                fromTag = param.substring("from-tag=".length());
            }
        }
        return new Replaced(parts[0].strip(), toTag, fromTag);
    }

    /** As we know it; some phones have the tags the other way round. */
    List<Dialog.Key> keys() {
        return List.of(
                new Dialog.Key(callId, toTag, fromTag), new Dialog.Key(callId, fromTag, toTag));
    }
}
