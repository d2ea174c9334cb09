package zarang.sip.transaction;

import java.util.Locale;
import java.util.Optional;
import zarang.sip.message.Params;
import zarang.sip.message.SipUri;

/**
 * What may carry SIP messages, and all that a message says of it: RFC 3261 §18, RFC 7118. Which of
 * them are spoken, the transports tell ({@link SipTransport#speaks}).
 */
public enum Protocol {
    UDP(5060, /* reliable= */ false, /* secure= */ false, "udp"),
    TCP(5060, /* reliable= */ true, /* secure= */ false, "tcp"),
    TLS(5061, /* reliable= */ true, /* secure= */ true, "tcp"),
    WS(80, /* reliable= */ true, /* secure= */ false, "ws"),
    WSS(443, /* reliable= */ true, /* secure= */ true, "ws");

    private static final String TRANSPORT = "transport";

    private final int defaultPort;
    private final boolean reliable;
    private final boolean secure;
    private final String uriWord;

    Protocol(int defaultPort, boolean reliable, boolean secure, String uriWord) {
        this.defaultPort = defaultPort;
        this.reliable = reliable;
        this.secure = secure;
        this.uriWord = uriWord;
    }

    /** Whether it delivers, so that nothing is sent twice. */
    public boolean reliable() {
        return reliable;
    }

    /** The port where a URI names none. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether every SIP element speaks it: RFC 3261 §18. */
    public boolean isEverybodys() {
        return this == UDP || this == TCP;
    }

    /** As a Via names it: RFC 3261 §20.42. */
    public String viaWord() {
        return name();
    }

    /** As a listener's address and a log line name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What our Via asks for beside its branch: over UDP the way back that we came, RFC 3581. */
    public Params inVia(Params params) {
        return reliable ? params : params.with("rport");
    }

    /** The URI that names this protocol; UDP goes without saying. RFC 3261 §19.1.2, RFC 7118 §5. */
    public SipUri in(SipUri uri) {
        return this == UDP
                ? uri
                : new SipUri(
                        secure || uri.secure(),
                        uri.user(),
                        uri.password(),
                        uri.host(),
                        uri.port(),
                        uri.params().with(TRANSPORT, uriWord),
                        uri.headers());
    }

    /**
     * What a URI names; empty for what no RFC here knows. {@code transport=tls} is an old way to
     * say it (RFC 3261 §26.2.2).
     */
    public static Optional<Protocol> of(SipUri uri) {
        String named = uri.params().get(TRANSPORT).orElse("").toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                switch (named) {
                    case "" -> uri.secure() ? TLS : UDP;
                    case "udp" -> uri.secure() ? null : UDP;
                    case "tcp" -> uri.secure() ? TLS : TCP;
                    case "tls" -> TLS;
                    case "ws" -> uri.secure() ? WSS : WS;
                    default -> null;
                });
    }
}
