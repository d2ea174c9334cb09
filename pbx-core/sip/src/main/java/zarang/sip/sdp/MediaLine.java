package zarang.sip.sdp;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code m=} section.
 *
 * @param kind such as {@code audio}
 * @param port 0 to 65535; 0 means refused or switched off
 * @param protocol such as {@code RTP/AVP}
 * @param formats as written, at least one
 * @param connection its own {@code c=}, or the session's; empty if there is none
 * @param direction its own, or the session's, or {@code sendrecv}
 * @param encodings {@code rtpmap} by payload type, lower case, such as {@code pcma/8000}
 */
record MediaLine(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        Optional<InetAddress> connection,
        SdpDirection direction,
        Map<Integer, String> encodings) {
    private static final int DYNAMIC_MIN = 96;
    private static final int DYNAMIC_MAX = 127;
    private static final String EVENTS = "telephone-event/8000";

    MediaLine {
        formats = List.copyOf(formats);
        encodings = Map.copyOf(encodings);
    }

    /** Whether this is audio over plain RTP that is switched on. */
    boolean isOpenAudio() {
        return port != 0 && kind.equals("audio") && protocol.equals("RTP/AVP");
    }

    /** The first G.711 payload type in the writer's order of preference, or -1. */
    int g711() {
        for (String format : formats) {
            if (format.equals("8") && named(8, "pcma/8000")) {
                return 8;
            }
            if (format.equals("0") && named(0, "pcmu/8000")) {
                return 0;
            }
        }
        return -1;
    }

    /** The payload type of telephone events at 8000 Hz, or -1. RFC 4733 §2.5.1. */
    int telephoneEvent() {
        for (int type = DYNAMIC_MIN; type <= DYNAMIC_MAX; type++) {
            if (EVENTS.equals(encodings.get(type)) && formats.contains(Integer.toString(type))) {
                return type;
            }
        }
        return -1;
    }

    /** A static payload type may be named again, but not renamed. */
    private boolean named(int type, String encoding) {
        String given = encodings.get(type);
        return given == null || given.equals(encoding) || given.equals(encoding + "/1");
    }
}
