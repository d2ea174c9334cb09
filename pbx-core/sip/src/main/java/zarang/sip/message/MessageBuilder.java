package zarang.sip.message;

import java.util.List;

/** What building requests and responses has in common. */
public abstract sealed class MessageBuilder<B extends MessageBuilder<B>>
        permits SipRequest.Builder, SipResponse.Builder {
    static final byte[] NO_BODY = new byte[0];

    final HeaderLines lines;
    byte[] body = NO_BODY;

    MessageBuilder(List<Header> start) {
        lines = new HeaderLines(start);
    }

    abstract B self();

    /** Sets a header, replacing the first of its name. Content-Length is set by itself. */
    public final B header(String name, String value) {
        lines.set(new Header(name, value));
        return self();
    }

    /** Adds a header below those that are there. */
    public final B addHeader(String name, String value) {
        lines.add(new Header(name, value));
        return self();
    }

    public final B removeHeader(String name) {
        lines.remove(name);
        return self();
    }

    public final B contact(NameAddr contact) {
        lines.set(HeaderLines.of("Contact", List.of(contact)));
        return self();
    }

    /** Sets the body; {@code bytes} is kept, not copied. */
    public final B body(String contentType, byte[] bytes) {
        body = bytes;
        return header("Content-Type", contentType);
    }
}
