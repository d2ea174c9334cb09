package zarang.sip.message;

import java.util.Locale;

/** A URI that is neither sip nor sips, such as {@code tel:+982112345678}; kept as written. */
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
