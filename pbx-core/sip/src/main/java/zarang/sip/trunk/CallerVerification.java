package zarang.sip.trunk;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import zarang.sip.message.NameAddr;
import zarang.sip.message.OtherUri;
import zarang.sip.message.Params;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipUri;
import zarang.sip.message.TelUri;
import zarang.sip.message.TelephoneSubscriber;

/**
 * What a network says of the caller's number: the {@code verstat} that it puts beside it once it
 * has verified the signature of RFC 8224 (3GPP TS 24.229 §7.2A.20). Only a trusted trunk is to be
 * asked. The signature itself is not verified here: it passed through the carrier, who answers for
 * it. A name says nothing of it, for names are the caller's.
 */
public final class CallerVerification {
    /** Two identities at most are looked at: RFC 3325 §9.1. */
    private static final int ASSERTED_MAX = 2;

    private static final Pattern VERSTAT =
            Pattern.compile(
                    "TN-Validation-Passed(?:-[A-C])?|TN-Validation-Failed(?:-[A-C])?"
                            + "|No-TN-Validation");

    private CallerVerification() {}

    /** Such as {@code TN-Validation-Passed}; empty if nothing that is known is said. */
    public static String of(SipRequest invite) {
        return Stream.concat(
                        invite.values("P-Asserted-Identity").stream()
                                .limit(ASSERTED_MAX)
                                .flatMap(value -> CallerIdentity.read(value).stream()),
                        Stream.of(invite.from()))
                .flatMap(CallerVerification::said)
                .filter(word -> VERSTAT.matcher(word).matches())
                .findFirst()
                .orElse("");
    }

    /** Beside the number, in the address, or behind it: networks write it in each of the places. */
    private static Stream<String> said(NameAddr address) {
        Stream<Params> places =
                switch (address.uri()) {
                    case TelUri tel -> Stream.of(tel.subscriber().params());
                    case SipUri sip ->
                            Stream.concat(
                                    sip.subscriber().map(TelephoneSubscriber::params).stream(),
                                    Stream.of(sip.params()));
                    case OtherUri other -> Stream.empty();
                };
        return Stream.concat(places, Stream.of(address.params()))
                .flatMap(params -> params.get("verstat").stream());
    }
}
