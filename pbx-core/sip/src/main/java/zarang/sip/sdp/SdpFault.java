package zarang.sip.sdp;

/**
 * Why a description cannot be used.
 *
 * @param warning code for a Warning header, RFC 3261 §20.43
 * @param reason a few words, without anything the sender wrote
 * @param line the line that is at fault, with its number, such as {@code 6: m=audio 9 RTP/SAVP 8};
 *     printable and short, without what an attribute holds (it may be a key); empty if no one line
 *     is
 */
public record SdpFault(int warning, String reason, String line) {
    static final int NETWORK_ADDRESS = 301;
    static final int TRANSPORT = 302;
    static final int MEDIA_TYPE = 304;
    static final int MEDIA_FORMAT = 305;
    static final int MULTICAST = 330;
    static final int MISCELLANEOUS = 399;

    private static final int SHOWN_MAX = 100;

    /** Without a line. */
    static SdpFault of(int warning, String reason) {
        return new SdpFault(warning, reason, "");
    }

    /**
     * A line as it may be logged.
     *
     * @param number 1 and up
     */
    static String shown(int number, String line) {
        int colon = line.indexOf(':');
        String open = line.startsWith("a=") && colon > 0 ? line.substring(0, colon) : line;
        StringBuilder shown = new StringBuilder().append(number).append(": ");
        for (int i = 0; i < open.length() && i < SHOWN_MAX; i++) {
            char c = open.charAt(i);
            shown.append(c >= ' ' && c <= '~' && c != '"' ? c : '?');
        }
        return shown.toString();
    }
}
