package zarang.sip.trunk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import zarang.sip.message.SipRequest;

/**
 * What a network says of the caller's number: the {@code verstat} that it puts beside it once it
 * has verified the signature of RFC 8224 (3GPP TS 24.229 §7.2A.20). Only a trusted trunk is to be
 * asked. The signature itself is not verified here: it passed through the carrier, who answers for
 * it.
 */
public final class CallerVerification {
    /** Two identities at most are looked at: RFC 3325 §9.1. */
    private static final int ASSERTED_MAX = 2;

    private static final Pattern VERSTAT =
            Pattern.compile(
                    ";verstat=(TN-Validation-Passed(?:-[A-C])?|TN-Validation-Failed(?:-[A-C])?"
                            + "|No-TN-Validation)(?![A-Za-z-])");

    private CallerVerification() {}

    /** Such as {@code TN-Validation-Passed}; empty if nothing that is known is said. */
    public static String of(SipRequest invite) {
        return Stream.concat(
                        invite.values("P-Asserted-Identity").stream().limit(ASSERTED_MAX),
                        invite.header("From").stream())
                .map(VERSTAT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
