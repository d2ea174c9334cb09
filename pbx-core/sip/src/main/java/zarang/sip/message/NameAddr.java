package zarang.sip.message;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * An address with a display name and header parameters: From, To, Contact, Route and their like.
 *
 * @param display the name as people read it, without quotes or escapes; may be empty
 * @param params of the header, not of the URI
 */
public record NameAddr(String display, Uri uri, Params params) {
    public static NameAddr of(Uri uri) {
        return new NameAddr("", uri, Params.NONE);
    }

    public Optional<String> tag() {
        return params.get("tag");
    }

    public NameAddr withTag(String tag) {
        return withParams(params.with("tag", tag));
    }

    public NameAddr withParams(Params other) {
        return new NameAddr(display, uri, other);
    }

    /**
     * The {@code expires} parameter of a Contact, s. Beyond 2³²−1 it counts as 2³²−1; what is not a
     * number counts as absent.
     */
    public OptionalLong expires() {
        return params.get("expires").map(Numbers::deltaSeconds).orElse(OptionalLong.empty());
    }

    /** The {@code q} parameter of a Contact, 0 to 1; empty if absent or not such a number. */
    public OptionalDouble q() {
        return params.get("q").map(Numbers::qValue).orElse(OptionalDouble.empty());
    }

    @Override
    public String toString() {
        return (display.isEmpty() ? "" : Quoted.quote(display) + " ") + "<" + uri + ">" + params;
    }
}
