package zarang.media.codec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The codecs of this build. */
public final class Codecs {
    /** All that can be spoken. */
    public static final List<Codec> ALL =
            List.of(G711Codec.PCMA, G711Codec.PCMU, G722Codec.G722, L16Codec.L16, OpusCodec.OPUS);

    /** Those that are, unless others are asked for; what our own offers like best first. */
    public static final List<Codec> SPOKEN =
            List.of(G711Codec.PCMA, G711Codec.PCMU, G722Codec.G722);

    private Codecs() {}

    /** The codec of that name, in capital or small letters; empty if there is none. */
    public static Optional<Codec> named(String name) {
        return ALL.stream().filter(codec -> codec.name().equalsIgnoreCase(name)).findFirst();
    }

    /** All names, as they are written in the configuration. */
    public static String names() {
        return ALL.stream().map(Codec::name).collect(Collectors.joining(", "));
    }
}
