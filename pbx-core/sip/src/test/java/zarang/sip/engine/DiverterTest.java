package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.LegId;
import zarang.call.WrittenNumber;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.trunk.Trunk;

/** Who sent a call on to us, as a trunk's INVITE says it. */
class DiverterTest {
    private static final String FIRST = "<sip:+982188001111@c.example;user=phone>;index=1";

    private static SipRequest.Builder invite() {
        return SipRequest.builder("INVITE", SipUri.of("1000", "10.0.0.1", -1))
                .from(SipSyntax.nameAddr("<sip:+98912@c.example>;tag=t"))
                .to(SipSyntax.nameAddr("<sip:1000@10.0.0.1>"))
                .callId("c")
                .cseq(1);
    }

    private static String read(SipRequest.Builder invite, boolean trusted) {
        return InviteReading.of(
                        new LegId(1),
                        invite.build(),
                        Optional.of(Trunk.into("lab", List.of(), trusted)),
                        Optional.empty(),
                        Optional.empty())
                .origin()
                .divertedBy()
                .map(WrittenNumber::text)
                .orElse("nobody");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<sip:+982188001234@c.example>;reason=unconditional;counter=1 | +982188001234",
                "\"Ali, R.\" <tel:+98-21-8800-1234>;reason=no-answer;privacy=off | +982188001234",
                "<tel:+982188001234>;privacy=name | +982188001234",
                "<tel:+982188001234>;privacy=full | nobody",
                "<tel:+982188001234>;privacy=URI | nobody",
                "<tel:+982188001234>;privacy=what | nobody",
                "<sip:anonymous@anonymous.invalid> | nobody",
                "<sip:+982188001234@c.example>, <sip:+982188005678@c.example> | +982188001234",
                "<tel:+982188001234>;privacy=full, <tel:+982188005678> | nobody",
                "<<broken | nobody"
            })
    void firstDiversionIsTheLastDiverter(String diversion, String expected) {
        assertThat(read(invite().header("Diversion", diversion), true)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<sip:+982188002222@c.example>;index=1.1;mp=1 | +982188001111",
                "<sip:+982188002222@c.example>;index=1.1;mp=1, <sip:1000@10.0.0.1>;index=1.1.1;mp=1.1"
                        + " | +982188002222",
                "<sip:+982188002222@c.example>;index=1.1;mp=1, <sip:1000@10.0.0.1>;index=1.1.1;rc=1.1"
                        + " | +982188001111",
                "<sip:1000@10.0.0.1;cause=302>;index=1.1 | +982188001111",
                "<sip:+982188002222@c.example?Reason=SIP%3Bcause%3D302>;index=1.1,"
                        + " <sip:1000@10.0.0.1>;index=1.2 | +982188002222",
                "<sip:+982188002222@c.example?Reason=SIP%3Bcause%3D302&Privacy=history>;index=1.1,"
                        + " <sip:1000@10.0.0.1>;index=1.2 | nobody",
                "<sip:1000@10.0.0.1>;index=1.1;rc=1 | nobody",
                "<sip:1000@10.0.0.1>;index=1.1;mp=7 | nobody",
                "<<broken, <sip:1000@10.0.0.1>;index=1.1;mp=1 | nobody"
            })
    void lastRetargetingOfTheHistoryNamesTheDiverter(String rest, String expected) {
        assertThat(read(invite().header("History-Info", FIRST + ", " + rest), true))
                .isEqualTo(expected);
    }

    @Test
    void historyIsHiddenByTheWholeCallsPrivacy() {
        SipRequest.Builder diverted =
                invite().header("History-Info", FIRST + ", <sip:1000@10.0.0.1>;index=1.1;mp=1");
        assertThat(read(diverted, true)).isEqualTo("+982188001111");
        assertThat(read(diverted.header("Privacy", "id;history"), true)).isEqualTo("nobody");
    }

    @Test
    void historyThatNeverEndsIsNotUnderstood() {
        String history = FIRST + ", <sip:1000@10.0.0.1>;index=1.1;mp=1".repeat(32);
        assertThat(read(invite().header("History-Info", history), true)).isEqualTo("nobody");
    }

    @Test
    void diversionGoesBeforeHistory() {
        SipRequest.Builder both =
                invite().header("Diversion", "<tel:+982188009999>")
                        .header("History-Info", FIRST + ", <sip:1@10.0.0.1>;index=1.1;mp=1");
        assertThat(read(both, true)).isEqualTo("+982188009999");
    }

    @Test
    void trunkThatIsNotBelievedSaysNothing() {
        SipRequest.Builder diverted = invite().header("Diversion", "<tel:+982188001234>");
        assertThat(read(diverted, false)).isEqualTo("nobody");
    }
}
