package zarang.sip.message;

import java.util.Optional;

/** A To tag that is the same for every copy of a request, RFC 3261 §8.2.7. */
final class StatelessTag {
    /** No hexadecimal digit, as which every other tag of ours begins. */
    static final String PREFIX = "s";

    private StatelessTag() {}

    static String of(SipRequest request) {
        long hash = 1125899906842597L;
        for (String name : new String[] {"Via", "From", "Call-ID", "CSeq"}) {
            Optional<String> value = request.header(name);
            String text = value.orElse("");
            for (int i = 0; i < text.length(); i++) {
                hash = 31 * hash + text.charAt(i);
            }
        }
        return PREFIX + Long.toHexString(hash);
    }
}
