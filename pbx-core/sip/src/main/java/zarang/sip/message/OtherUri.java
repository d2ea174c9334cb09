package zarang.sip.message;

import java.util.Locale;

/** A URI that is neither sip, sips nor a sound tel, such as {@code urn:service:sos}; as written. */
public record OtherUri(String written) implements Uri {
    @Override
    public String scheme() {
        return written.substring(0, written.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return written;
    }
}
