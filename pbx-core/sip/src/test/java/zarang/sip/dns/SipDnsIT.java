package zarang.sip.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Type;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;

class SipDnsIT {
    private final DnsServer dns = new DnsServer();
    private final SipDns lookup = SipDns.at(dns.address(), new Random(1));

    SipDnsIT() throws IOException {}

    @AfterEach
    void stop() throws Exception {
        dns.close();
    }

    private SipLookup.Found found(String uri) throws Exception {
        return lookup.servers((SipUri) SipSyntax.uri(uri))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private List<String> hops(String uri) throws Exception {
        List<String> hops = new ArrayList<>();
        found(uri)
                .hops()
                .forEach(hop ->
                        hops.add(
                                hop.protocol().word()
                                        + ":"
                                        + hop.address().getAddress().getHostAddress()
                                        + ":"
                                        + hop.address().getPort()));
        return hops;
    }

    private void carrier() throws IOException {
        dns.knows(
                        "carrier.test",
                        Type.NAPTR,
                        "20 50 \"s\" \"SIP+D2U\" \"\" _sip._udp.carrier.test.")
                .knows(
                        "carrier.test",
                        Type.NAPTR,
                        "10 50 \"s\" \"SIP+D2T\" \"\" _sip._tcp.carrier.test.")
                .knows(
                        "carrier.test",
                        Type.NAPTR,
                        "5 50 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.carrier.test.")
                .knows("_sip._tcp.carrier.test", Type.SRV, "10 1 5070 a.carrier.test.")
                .knows("_sip._udp.carrier.test", Type.SRV, "20 1 5060 b.carrier.test.")
                .knows("_sip._udp.carrier.test", Type.SRV, "10 1 5080 a.carrier.test.")
                .knows("a.carrier.test", Type.A, "192.0.2.1")
                .knows("b.carrier.test", Type.A, "192.0.2.2")
                .knows("b.carrier.test", Type.AAAA, "2001:db8::2");
    }

    @Test
    void naptrDecidesTheTransportAndSrvTheOrder() throws Exception {
        carrier();
        assertThat(hops("sip:carrier.test"))
                .containsExactly(
                        "tcp:192.0.2.1:5070",
                        "udp:192.0.2.1:5080",
                        "udp:192.0.2.2:5060",
                        "udp:2001:db8:0:0:0:0:0:2:5060");
        assertThat(found("sip:carrier.test").ttl()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void transportThatIsNamedIsTheOnlyOne() throws Exception {
        carrier();
        assertThat(hops("sip:carrier.test;transport=tcp")).containsExactly("tcp:192.0.2.1:5070");
    }

    @Test
    void portThatIsNamedAsksForAddressesAlone() throws Exception {
        dns.knows("plain.test", Type.A, "192.0.2.7");
        assertThat(hops("sip:plain.test:5099")).containsExactly("udp:192.0.2.7:5099");
        assertThat(hops("sip:plain.test")).containsExactly("udp:192.0.2.7:5060");
    }

    /** RFC 2782: a target of "." is the word of who has the name that there is no such service. */
    @Test
    void aServiceThatIsSaidNotToBeThereIsNotSoughtAtTheNameItself() throws Exception {
        dns.knows("gone.test", Type.A, "192.0.2.7")
                .knows("_sip._udp.gone.test", Type.SRV, "0 0 0 .");
        assertThat(hops("sip:gone.test")).isEmpty();
        assertThat(hops("sip:gone.test;transport=udp")).isEmpty();
        dns.knows("tcp-only.test", Type.A, "192.0.2.7")
                .knows("_sip._udp.tcp-only.test", Type.SRV, "0 0 0 .")
                .knows("_sip._tcp.tcp-only.test", Type.SRV, "0 0 5070 tcp-only.test.");
        assertThat(hops("sip:tcp-only.test")).containsExactly("tcp:192.0.2.7:5070");
    }

    @Test
    void addressesNobodyCanHaveAreNotTaken() throws Exception {
        dns.knows("lie.test", Type.A, "0.0.0.0").knows("lie.test", Type.A, "224.0.0.1");
        assertThat(hops("sip:lie.test")).isEmpty();
    }

    @Test
    void addressNeedsNoDns() throws Exception {
        dns.silent(true);
        assertThat(hops("sip:192.0.2.9")).containsExactly("udp:192.0.2.9:5060");
    }

    @Test
    void unknownNameHasNoAddressesAndAFailureSaysWhatDnsSaid() throws Exception {
        assertThat(hops("sip:nobody.test")).isEmpty();
        dns.fails();
        assertThatThrownBy(() -> found("sip:other.test")).isInstanceOf(ExecutionException.class);
    }
}
