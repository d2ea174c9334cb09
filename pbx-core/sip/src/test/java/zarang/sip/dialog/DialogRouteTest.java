package zarang.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/** The way of our requests in a dialog, through the proxies that its INVITE came by: §12.2.1.1. */
class DialogRouteTest {
    private static final Hop HEARD =
            Hop.to(Protocol.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5060));

    private static SipRequest bye(String... recordRoutes) {
        return dialog(recordRoutes).request("BYE").build();
    }

    private static Dialog dialog(String... recordRoutes) {
        SipRequest.Builder invite =
                SipRequest.builder("INVITE", SipUri.of("1000", "10.0.0.1", -1))
                        .from(SipSyntax.nameAddr("<sip:caller@example.org>;tag=theirs"))
                        .to(SipSyntax.nameAddr("<sip:1000@10.0.0.1>"))
                        .callId("routes")
                        .cseq(1)
                        .contact(SipSyntax.nameAddr("<sip:caller@192.0.2.50:5070>"));
        if (recordRoutes.length > 0) {
            invite.header("Record-Route", String.join(", ", recordRoutes));
        }
        return Dialog.uas(invite.build(), "ours", HEARD, 7);
    }

    @Test
    void withoutProxiesARequestIsForTheContact() {
        SipRequest bye = bye();
        assertThat(bye.requestUri()).hasToString("sip:caller@192.0.2.50:5070");
        assertThat(bye.values("Route")).isEmpty();
    }

    @Test
    void looseProxiesAreRoutesAndTheUriStaysTheContact() {
        SipRequest bye = bye("<sip:192.0.2.1;lr>", "<sip:192.0.2.2;lr>");
        assertThat(bye.requestUri()).hasToString("sip:caller@192.0.2.50:5070");
        assertThat(bye.values("Route")).containsExactly("<sip:192.0.2.1;lr>", "<sip:192.0.2.2;lr>");
    }

    @Test
    void strictProxyIsTheUriAndTheContactIsTheLastRoute() {
        SipRequest bye = bye("<sip:192.0.2.1>", "<sip:192.0.2.2;lr>");
        assertThat(bye.requestUri()).hasToString("sip:192.0.2.1");
        assertThat(bye.values("Route"))
                .isEqualTo(List.of("<sip:192.0.2.2;lr>", "<sip:caller@192.0.2.50:5070>"));
    }

    @Test
    void firstProxyIsTheNextHopWhetherStrictOrLoose() {
        assertThat(dialog("<sip:192.0.2.1:5080;lr>").hop().address().getPort()).isEqualTo(5080);
        assertThat(dialog("<sip:192.0.2.1:5080>").hop().address().getPort()).isEqualTo(5080);
    }
}
