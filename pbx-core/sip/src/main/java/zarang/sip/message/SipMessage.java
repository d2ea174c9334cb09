package zarang.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A SIP message: headers as written, read when asked for and then remembered, unless it is one that
 * keeps {@linkplain #keepOnlyBytes its bytes only}. Immutable to look at; one thread.
 *
 * <p>Accessors of a header that must be there throw {@link BadSyntax} if it is missing or bad. That
 * does not happen in a message that {@link SipCodec} took as sound or that a builder made.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {
    private static final int MAX_FORWARDS_MAX = 255;

    private @Nullable List<Header> headers;
    private byte @Nullable [] body;
    private byte @Nullable [] encoded;

    SipMessage(List<Header> headers, byte[] body) {
        this.headers = headers;
        this.body = body;
    }

    /** Request line or status line, without its end. */
    abstract String startLine();

    /** Every header in its order; a Content-Length is not among them. */
    public final List<Header> headers() {
        List<Header> known = headers;
        return known == null ? WireForm.headers(toBytes()) : known;
    }

    /**
     * Lets go of all but the bytes as they go on the wire, for a message that is kept to be sent
     * again: they are a tenth of it. What is asked for later is read from them each time.
     */
    public void keepOnlyBytes() {
        toBytes();
        headers = null;
        body = null;
    }

    /** The value of the first header of that name, long form, as written. */
    public final Optional<String> header(String name) {
        Header header = first(name);
        return header == null ? Optional.empty() : Optional.of(header.value());
    }

    /** The value of each header line of that name, long form, as written. */
    public final List<String> headerLines(String name) {
        List<String> lines = new ArrayList<>(2);
        for (Header header : headers()) {
            if (header.is(name)) {
                lines.add(header.value());
            }
        }
        return lines;
    }

    /** All values of a comma-separated header such as Require, Supported, Accept or Allow. */
    public final List<String> values(String name) {
        List<String> values = new ArrayList<>(4);
        for (Header header : headers()) {
            if (header.is(name)) {
                values.addAll(Tokens.commaSeparated(header.value()));
            }
        }
        return values;
    }

    public final List<Via> vias() {
        return lists("Via", JainParser::vias);
    }

    public final Via topVia() {
        return meaning(required("Via"), JainParser::vias).getFirst();
    }

    public final NameAddr from() {
        return meaning(required("From"), JainParser::nameAddrs).getFirst();
    }

    public final NameAddr to() {
        return meaning(required("To"), JainParser::nameAddrs).getFirst();
    }

    /** The tag of From; empty only with a peer of RFC 2543. */
    public final Optional<String> fromTag() {
        return from().tag();
    }

    public final Optional<String> toTag() {
        return to().tag();
    }

    public final String callId() {
        return required("Call-ID").value();
    }

    public final CSeq cseq() {
        return meaning(required("CSeq"), CSeq::parse);
    }

    /** Every Contact that is not {@code *}. */
    public final List<NameAddr> contacts() {
        return isContactStar() ? List.of() : nameAddrs("Contact");
    }

    /** Whether the one Contact is {@code *}, RFC 3261 §10.2.2. */
    public final boolean isContactStar() {
        return header("Contact").filter("*"::equals).isPresent();
    }

    public final List<NameAddr> routes() {
        return nameAddrs("Route");
    }

    public final List<NameAddr> recordRoutes() {
        return nameAddrs("Record-Route");
    }

    /**
     * A header whose values are addresses, such as P-Asserted-Identity.
     *
     * @throws BadSyntax a value is none; the codec looks only at those that have an accessor here
     */
    public final List<NameAddr> nameAddrs(String name) {
        return lists(name, JainParser::nameAddrs);
    }

    /** 0 to 255; empty if absent. */
    public final OptionalInt maxForwards() {
        Header header = first("Max-Forwards");
        if (header == null) {
            return OptionalInt.empty();
        }
        long value = Numbers.bounded(header.value(), MAX_FORWARDS_MAX);
        if (value < 0) {
            throw new BadSyntax("Max-Forwards");
        }
        return OptionalInt.of((int) value);
    }

    /** Expires, s, at most 2³²−1; empty if absent or not a number. */
    public final OptionalLong expires() {
        return header("Expires").map(Numbers::deltaSeconds).orElse(OptionalLong.empty());
    }

    /** The media type of the body in lower case, without parameters, such as application/sdp. */
    public final Optional<String> contentType() {
        return header("Content-Type").map(type -> ParameterizedValue.parse(type).value());
    }

    /**
     * The bodies in their order: one, or the parts of a multipart body; none if there is no body.
     *
     * @return empty if it is a multipart body that cannot be cut apart
     */
    public final Optional<List<BodyPart>> bodies() {
        if (!hasBody()) {
            return Optional.of(List.of());
        }
        return Multipart.cut(
                new Multipart.Whole(
                        header("Content-Type").orElse(""),
                        header("Content-Disposition").orElse(""),
                        header("Content-Encoding").orElse(""),
                        body()));
    }

    /** Not a copy: leave it as it is. */
    public final byte[] body() {
        byte[] known = body;
        return known == null ? WireForm.body(toBytes()) : known;
    }

    public final boolean hasBody() {
        return body().length > 0;
    }

    /** The message as it goes on the wire, with Content-Length. Not a copy: leave it as it is. */
    public final byte[] toBytes() {
        byte[] done = encoded;
        if (done == null) {
            done = encode();
            encoded = done;
        }
        return done;
    }

    private byte[] encode() {
        byte[] content = body();
        StringBuilder out = new StringBuilder(512).append(startLine()).append("\r\n");
        for (Header header : headers()) {
            out.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        out.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        byte[] head = out.toString().getBytes(StandardCharsets.UTF_8);
        if (content.length == 0) {
            return head;
        }
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }

    final @Nullable Header first(String name) {
        for (Header header : headers()) {
            if (header.is(name)) {
                return header;
            }
        }
        return null;
    }

    private Header required(String name) {
        Header header = first(name);
        if (header == null) {
            throw new BadSyntax("no " + name);
        }
        return header;
    }

    private <T> List<T> lists(String name, Function<String, List<T>> parse) {
        List<T> all = new ArrayList<>(2);
        for (Header header : headers()) {
            if (header.is(name)) {
                all.addAll(meaning(header, parse));
            }
        }
        return all;
    }

    /** A header name is always read by the same parser, so its meaning has that parser's type. */
    @SuppressWarnings("unchecked")
    private static <T> T meaning(Header header, Function<String, T> parse) {
        Object known = header.meaning();
        return known == null ? header.remember(parse.apply(header.value())) : (T) known;
    }

    /** The headers with the top Via replaced. */
    final List<Header> headersWithTopVia(Via via) {
        List<Header> copy = new ArrayList<>(headers());
        for (int i = 0; i < copy.size(); i++) {
            Header header = copy.get(i);
            if (header.is("Via")) {
                List<Via> line = new ArrayList<>(meaning(header, JainParser::vias));
                line.set(0, via);
                copy.set(i, HeaderLines.of("Via", line));
                break;
            }
        }
        return copy;
    }

    /** The headers without the top Via. */
    final List<Header> headersWithoutTopVia() {
        List<Header> copy = new ArrayList<>(headers());
        for (int i = 0; i < copy.size(); i++) {
            Header header = copy.get(i);
            if (header.is("Via")) {
                List<Via> line = meaning(header, JainParser::vias);
                if (line.size() == 1) {
                    copy.remove(i);
                } else {
                    copy.set(i, HeaderLines.of("Via", line.subList(1, line.size())));
                }
                break;
            }
        }
        return copy;
    }

    /** The kind only: the rest holds names and numbers. */
    @Override
    public final String toString() {
        return getClass().getSimpleName();
    }
}
