package zarang.sip.trunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.call.WrittenNumber;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.TelUri;
import zarang.sip.message.TelephoneSubscriber;

/**
 * Who calls, as far as it may be known.
 *
 * @param numbers what the message says, the best first: the first that is a telephone number is the
 *     caller's; empty when withheld or not understood
 * @param trusted whether it may be believed: it came through a trunk whose numbers are
 */
public record CallerIdentity(List<WrittenNumber> numbers, boolean trusted) {
    private static final Pattern SEPARATOR = Pattern.compile("[;\\s]+");
    private static final Set<String> PRIVATE = Set.of("id", "user", "header");

    /** RFC 3325 §9.1 allows two; the rest of a longer list is left aside. */
    private static final int ASSERTED_MAX = 8;

    public CallerIdentity {
        numbers = List.copyOf(numbers);
    }

    /** One address of the message; neither a name nor a number if it is not understood. */
    private record Claim(Optional<WrittenNumber> said, boolean telephone) {}

    /**
     * Reads the caller from a request. A trusted trunk's asserted identities come first (RFC 3325
     * §9.1), or, where there are none, its {@code Remote-Party-ID}, which older equipment sends.
     * {@code From} counts unless one of those is a telephone number or anonymous: then it is that
     * one or nobody. Anonymous is whoever asks for it (RFC 3323 §4.2) or calls itself so
     * (§4.1.1.3).
     */
    public static CallerIdentity read(Optional<Trunk> trunk, SipRequest invite) {
        boolean trusted = trunk.map(Trunk::trustCallerNumber).orElse(false);
        if (asksFor(invite, PRIVATE)) {
            return new CallerIdentity(List.of(), trusted);
        }
        List<Claim> claims = new ArrayList<>();
        if (trusted) {
            List<String> asserted = invite.values("P-Asserted-Identity");
            asserted.stream().limit(ASSERTED_MAX).forEach(value -> claims.add(claim(value)));
            if (asserted.isEmpty()) {
                List<NameAddr> parties = remoteParties(invite);
                if (parties.stream().anyMatch(CallerIdentity::wantsPrivacy)) {
                    return new CallerIdentity(List.of(), true);
                }
                parties.forEach(party -> claims.add(claim(party)));
            }
        }
        if (claims.stream().noneMatch(Claim::telephone)) {
            claims.add(fromClaim(invite.from()));
        }
        return new CallerIdentity(
                claims.stream().map(Claim::said).flatMap(Optional::stream).toList(), trusted);
    }

    /** Whether its Privacy has one of those values, RFC 3323 §4.2. */
    static boolean asksFor(SipRequest invite, Set<String> privacy) {
        return invite.values("Privacy").stream()
                .flatMap(value -> SEPARATOR.splitAsStream(value.toLowerCase(Locale.ROOT)))
                .anyMatch(privacy::contains);
    }

    /** draft-ietf-sip-privacy-04 §5: those that name the calling party and were screened. */
    private static List<NameAddr> remoteParties(SipRequest invite) {
        List<NameAddr> parties = new ArrayList<>();
        for (String value :
                invite.values("Remote-Party-ID").stream().limit(ASSERTED_MAX).toList()) {
            read(value)
                    .filter(party -> isOr(party, "party", "calling"))
                    .filter(party ->
                            !party.params().get("screen").orElse("").equalsIgnoreCase("no"))
                    .ifPresent(parties::add);
        }
        return parties;
    }

    private static boolean wantsPrivacy(NameAddr party) {
        return !isOr(party, "privacy", "off");
    }

    private static boolean isOr(NameAddr party, String name, String standard) {
        return party.params().get(name).orElse(standard).equalsIgnoreCase(standard);
    }

    /** What an address says where a number belongs; empty if anonymous or not understood. */
    static Optional<WrittenNumber> number(NameAddr address) {
        return claim(address).said();
    }

    /** An address of a header that the codec does not look at. */
    static Optional<NameAddr> read(String written) {
        try {
            return Optional.of(SipSyntax.nameAddr(written));
        } catch (BadSyntax unreadable) {
            return Optional.empty();
        }
    }

    /**
     * An asserted identity that cannot be read may have been a number: From does not replace it.
     */
    private static Claim claim(String written) {
        return read(written)
                .map(CallerIdentity::claim)
                .orElseGet(() -> new Claim(Optional.empty(), true));
    }

    private static Claim fromClaim(NameAddr from) {
        return from.display().equalsIgnoreCase("anonymous")
                ? new Claim(Optional.empty(), false)
                : claim(from);
    }

    private static Claim claim(NameAddr address) {
        return switch (address.uri()) {
            // without <> the context is written as the header's, RFC 3261 §20: whose is unclear
            case TelUri tel ->
                    new Claim(
                            Optional.of(tel.subscriber())
                                    .filter(s -> !address.params().has("phone-context"))
                                    .flatMap(TelephoneSubscriber::number),
                            true);
            case SipUri sip -> claim(sip);
            default -> new Claim(Optional.empty(), address.uri().scheme().equals("tel"));
        };
    }

    private static Claim claim(SipUri sip) {
        Optional<TelephoneSubscriber> user = sip.subscriber();
        boolean anonymous = isAnonymous(sip);
        boolean telephone =
                anonymous
                        || sip.params().get("user").orElse("").equalsIgnoreCase("phone")
                        || user.map(TelephoneSubscriber::hasContext).orElse(true)
                        || sip.decodedUser().startsWith("+");
        return new Claim(
                anonymous ? Optional.empty() : user.flatMap(TelephoneSubscriber::number),
                telephone && sip.user() != null);
    }

    /** RFC 3323 §4.1.1.3; 3GPP TS 24.229 also has unavailable@unknown.invalid. */
    private static boolean isAnonymous(SipUri sip) {
        return sip.decodedUser().equalsIgnoreCase("anonymous")
                || sip.host().toLowerCase(Locale.ROOT).endsWith(".invalid");
    }
}
