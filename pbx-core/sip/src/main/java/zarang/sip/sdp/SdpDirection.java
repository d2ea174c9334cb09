package zarang.sip.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which way media flows, seen from whoever wrote the description. RFC 8866 §6.7. */
public enum SdpDirection {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    SdpDirection(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    static SdpDirection of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /** The same flow seen from the other side. */
    SdpDirection mirrored() {
        return of(/* sends= */ receives, /* receives= */ sends);
    }

    /** What both this and the other allow. */
    SdpDirection within(SdpDirection other) {
        return of(sends && other.sends, receives && other.receives);
    }

    static Optional<SdpDirection> read(String attribute) {
        return switch (attribute) {
            case "sendrecv" -> Optional.of(SENDRECV);
            case "sendonly" -> Optional.of(SENDONLY);
            case "recvonly" -> Optional.of(RECVONLY);
            case "inactive" -> Optional.of(INACTIVE);
            default -> Optional.empty();
        };
    }

    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
