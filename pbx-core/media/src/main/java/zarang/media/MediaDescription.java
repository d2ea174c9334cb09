package zarang.media;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import zarang.media.codec.Codec;

/**
 * What a session can receive, and where: all that the far side has to be told, in the words of
 * media. Keys, candidates and fingerprints will stand here too; signalling writes it down.
 *
 * @param address the advertised address and the RTP port (even)
 * @param ipv6 the same for a far side that signals over IPv6, if it has one of its own
 * @param codecs that are understood, the best first; at least one
 */
public record MediaDescription(
        InetSocketAddress address, Optional<InetSocketAddress> ipv6, List<Codec> codecs) {
    /** One with the same address for everybody. */
    public MediaDescription(InetSocketAddress address, List<Codec> codecs) {
        this(address, Optional.empty(), codecs);
    }

    public MediaDescription {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("no codec");
        }
    }

    /** What a far side is told whose signalling is at {@code peer}. */
    public MediaDescription towards(InetAddress peer) {
        return new MediaDescription(
                ipv6.filter(own -> peer instanceof Inet6Address).orElse(address), codecs);
    }
}
