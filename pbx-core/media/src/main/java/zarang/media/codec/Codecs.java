package zarang.media.codec;

import java.util.List;

/** The codecs of this build, the one that our own offers like best first. */
public final class Codecs {
    public static final List<Codec> SPOKEN = List.of(G711Codec.PCMA, G711Codec.PCMU);

    private Codecs() {}
}
