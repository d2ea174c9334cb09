package zarang.sip.session;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import zarang.sip.message.SipMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;

/**
 * A {@code Session-Expires} value: for how long a session lives without a refresh, and who
 * refreshes it. RFC 4028 §4.
 *
 * @param seconds 1 to {@value #MOST_S}
 */
record SessionExpires(long seconds, Refresher refresher) {
    /** The shortest that the RFC allows, §4 and §5. */
    static final long LEAST_S = 90;

    /** A day: whoever wants longer is told this. */
    static final long MOST_S = 86_400;

    private static final String NAME = "Session-Expires";
    private static final String LEAST = "Min-SE";
    private static final String OPTION = "timer";

    /** Who sends the refresh, as the request that is answered sees it. */
    enum Refresher {
        UAC,
        UAS,
        /** Not said: whoever answers chooses. */
        OPEN
    }

    /** That of a message; empty if it has none that can be understood. */
    static Optional<SessionExpires> in(SipMessage message) {
        return message.header(NAME).flatMap(SessionExpires::parse);
    }

    private static Optional<SessionExpires> parse(String written) {
        String[] parts = written.split(";", -1);
        OptionalLong seconds = SipSyntax.deltaSeconds(parts[0].strip());
        if (seconds.isEmpty() || seconds.getAsLong() == 0) {
            return Optional.empty();
        }
        Refresher refresher = Refresher.OPEN;
        for (String part : parts) {
            String param = part.replace(" ", "");
            if (param.equalsIgnoreCase("refresher=uac")) {
                refresher = Refresher.UAC;
            } else if (param.equalsIgnoreCase("refresher=uas")) {
                refresher = Refresher.UAS;
            }
        }
        return Optional.of(new SessionExpires(Math.min(seconds.getAsLong(), MOST_S), refresher));
    }

    /** The shortest that a message's sender takes, s; {@value #LEAST_S} if it says nothing. */
    static long least(SipMessage message) {
        return message.header(LEAST)
                .map(value -> value.split(";", 2)[0].strip())
                .map(SipSyntax::deltaSeconds)
                .filter(OptionalLong::isPresent)
                .map(seconds -> Math.clamp(seconds.getAsLong(), LEAST_S, MOST_S))
                .orElse(LEAST_S);
    }

    /** Whether a message's sender knows of session timers. */
    static boolean isKnownTo(SipMessage message) {
        return Extensions.supports(message, OPTION);
    }

    /** Whether its sender would understand 422, and asks for less than we take. §9. */
    static boolean isTooShort(SipRequest request) {
        return (request.is("INVITE") || request.is("UPDATE"))
                && isKnownTo(request)
                && in(request).filter(asked -> asked.seconds() < LEAST_S).isPresent();
    }

    /**
     * What we answer, §9: no longer than was asked, no shorter than the other side takes. Where
     * nobody chose we refresh, for then we notice who vanished.
     *
     * @param ours how long we would have it
     */
    static SessionExpires answering(SipRequest request, Duration ours) {
        long wanted = Math.max(ours.toSeconds(), least(request));
        Optional<SessionExpires> asked = in(request);
        long seconds =
                asked.map(a -> Math.max(LEAST_S, Math.min(a.seconds(), wanted))).orElse(wanted);
        boolean theirs =
                isKnownTo(request) && asked.filter(a -> a.refresher() == Refresher.UAC).isPresent();
        return new SessionExpires(seconds, theirs ? Refresher.UAC : Refresher.UAS);
    }

    Duration interval() {
        return Duration.ofSeconds(seconds);
    }

    /** As it is written. */
    String written() {
        return switch (refresher) {
            case UAC -> seconds + ";refresher=uac";
            case UAS -> seconds + ";refresher=uas";
            case OPEN -> Long.toString(seconds);
        };
    }
}
