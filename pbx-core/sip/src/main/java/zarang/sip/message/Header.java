package zarang.sip.message;

import org.jspecify.annotations.Nullable;

/**
 * One header line as written, with what its value was found to mean, so that a header is parsed
 * once however often it is read, copied into a response or sent again.
 */
public final class Header {
    private final String name;
    private final String value;
    private @Nullable Object meaning;

    /**
     * A header of any name.
     *
     * @param name any case, long or compact form
     * @param value one line
     * @throws BadSyntax the name is no token, or the value would break the line
     */
    public Header(String name, String value) {
        this(name, value, null);
        if (!Tokens.isToken(name) || value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new BadSyntax("header " + name);
        }
    }

    Header(String name, String value, @Nullable Object meaning) {
        this.name = HeaderNames.canonical(name);
        this.value = value;
        this.meaning = meaning;
    }

    /** The canonical long form if it is a header that Zarang knows, otherwise as written. */
    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    @Nullable Object meaning() {
        return meaning;
    }

    <T> T remember(T fresh) {
        meaning = fresh;
        return fresh;
    }

    boolean is(String canonicalOrAny) {
        return name.equalsIgnoreCase(canonicalOrAny);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
