package zarang.server.phone;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Protocol;
import zarang.sip.transport.ListenAddress;

/** What both test phones take. */
final class PhoneOptions {
    @Option(names = "--talk", paramLabel = "FILE", description = "WAV file to say, over and over.")
    private @Nullable Path talk;

    @Option(
            names = "--listen",
            paramLabel = "FILE",
            description = "Where to write what was heard, in the last call (WAV).")
    private @Nullable Path listen;

    @Option(
            names = "--bind",
            paramLabel = "HOST",
            description = "Own address for SIP and RTP (default: the one that reaches the other).")
    private @Nullable String bind;

    @Option(names = "--json", description = "Print one JSON object per event.")
    private boolean json;

    Optional<Path> talk() {
        return Optional.ofNullable(talk);
    }

    Optional<Path> listen() {
        return Optional.ofNullable(listen);
    }

    /** Own address; of an IPv6 one without brackets. */
    String bind(SipUri peer) {
        return bind == null ? OwnAddress.towards(peer) : bind.replaceAll("[\\[\\]]", "");
    }

    boolean json() {
        return json;
    }

    /** Where the phone's SIP is: any port, over the transport that {@code peer} names. */
    ListenAddress address(SipUri peer) {
        Protocol named = Protocol.of(peer).filter(Protocol::isEverybodys).orElse(Protocol.UDP);
        return new ListenAddress(named, bind(peer), 0);
    }
}
