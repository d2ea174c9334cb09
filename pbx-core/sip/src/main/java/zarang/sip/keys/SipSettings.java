package zarang.sip.keys;

import java.time.Duration;
import java.util.List;
import zarang.sip.auth.DigestAlgorithm;
import zarang.sip.engine.AdmissionSettings;
import zarang.sip.engine.CallerDisplay;
import zarang.sip.registrar.RegistrarSettings;
import zarang.sip.transport.ListenAddress;
import zarang.sip.transport.TransportSettings;

/** How SIP is spoken; each value as docs/CONFIGURATION.md says. */
public record SipSettings(
        List<ListenAddress> listen,
        String realm,
        List<DigestAlgorithm> digest,
        RegistrarSettings registrar,
        AdmissionSettings admission,
        CallerDisplay display,
        Duration sessionExpires,
        TransportSettings transport) {
    public SipSettings {
        listen = List.copyOf(listen);
        digest = List.copyOf(digest);
    }
}
