package zarang.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;

class CallerVerificationTest {
    private static SipRequest.Builder invite(String from) {
        return SipRequest.builder("INVITE", SipUri.of("1000", "10.0.0.1", -1))
                .from(SipSyntax.nameAddr(from + ";tag=t"))
                .to(SipSyntax.nameAddr("<sip:1000@10.0.0.1>"))
                .callId("c")
                .cseq(1);
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:+14155550100;verstat=TN-Validation-Passed@c.example;user=phone>, TN-Validation-Passed",
        "<tel:+14155550100;verstat=TN-Validation-Failed>, TN-Validation-Failed",
        "<tel:+14155550100;verstat=No-TN-Validation>, No-TN-Validation",
        "<tel:+14155550100;verstat=TN-Validation-Passed-A>, TN-Validation-Passed-A",
        "<tel:+14155550100;verstat=whatever>, ''",
        "<tel:+14155550100>, ''",
        "<sip:+14155550100@c.example;verstat=TN-Validation-Passed>, TN-Validation-Passed",
        "<sip:+14155550100@c.example>;verstat=TN-Validation-Passed, TN-Validation-Passed",
        "'\";verstat=TN-Validation-Passed\" <tel:+14155550100>', ''"
    })
    void whatTheNetworkVerifiedIsReadOfTheAssertedIdentity(String asserted, String expected) {
        SipRequest read =
                invite("<sip:+1@c.example>").header("P-Asserted-Identity", asserted).build();
        assertThat(CallerVerification.of(read)).isEqualTo(expected);
    }

    /** Whoever calls chooses its name. */
    @Test
    void nameOfTheCallerSaysNothingOfIt() {
        assertThat(
                        CallerVerification.of(
                                invite("\"x;verstat=TN-Validation-Passed\" <sip:+1@c.example>")
                                        .build()))
                .isEmpty();
    }

    @Test
    void assertedIdentityGoesBeforeFrom() {
        SipRequest read =
                invite("<sip:+1;verstat=TN-Validation-Failed@c.example>")
                        .header(
                                "P-Asserted-Identity",
                                "<sip:+1;verstat=TN-Validation-Passed@c.example>")
                        .build();
        assertThat(CallerVerification.of(read)).isEqualTo("TN-Validation-Passed");
        assertThat(
                        CallerVerification.of(
                                invite("<sip:+1;verstat=No-TN-Validation@c.example>").build()))
                .isEqualTo("No-TN-Validation");
    }
}
