package zarang.media;

import java.net.InetSocketAddress;
import java.util.List;
import zarang.media.codec.Codec;

/**
 * What a session can receive, and where: all that the far side has to be told, in the words of
 * media. Keys, candidates and fingerprints will stand here too; signalling writes it down.
 *
 * @param address the advertised address and the RTP port (even)
 * @param codecs that are understood, the best first; at least one
 */
public record MediaDescription(InetSocketAddress address, List<Codec> codecs) {
    public MediaDescription {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("no codec");
        }
    }
}
