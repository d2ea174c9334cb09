package zarang.sip.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request. Built with {@link #builder}; read by {@link SipCodec}. */
public final class SipRequest extends SipMessage {
    /** Max-Forwards of a request of ours, RFC 3261 §8.1.1.6. */
    public static final int HOPS = 70;

    private final String method;
    private final String writtenUri;
    private @Nullable Uri uri;

    /**
     * @param uri what {@code writtenUri} means, if that is known
     */
    SipRequest(
            String method,
            String writtenUri,
            @Nullable Uri uri,
            List<Header> headers,
            byte[] body) {
        super(headers, body);
        this.method = method;
        this.writtenUri = writtenUri;
        this.uri = uri;
    }

    /** As written: methods know case. */
    public String method() {
        return method;
    }

    public boolean is(String other) {
        return method.equals(other);
    }

    public Uri requestUri() {
        Uri known = uri;
        if (known == null) {
            known = JainParser.uri(writtenUri);
            uri = known;
        }
        return known;
    }

    @Override
    public void keepOnlyBytes() {
        super.keepOnlyBytes();
        uri = null;
    }

    /** The same with its top Via replaced. */
    public SipRequest withTopVia(Via via) {
        return new SipRequest(method, writtenUri, uri, headersWithTopVia(via), body());
    }

    @Override
    String startLine() {
        return method + " " + writtenUri + " SIP/2.0";
    }

    /** A request to be filled; From, To, Call-ID and CSeq must be given, the rest may. */
    public static Builder builder(String method, Uri uri) {
        return new Builder(method, uri, List.of());
    }

    /** A builder that begins with what this request has, body included. */
    public Builder toBuilder() {
        return toBuilder(requestUri());
    }

    /** The same, for another target. */
    public Builder toBuilder(Uri target) {
        Builder builder = new Builder(method, target, headers());
        builder.body = body();
        return builder;
    }

    /** Builds a request. Setters replace; {@code add} adds. */
    public static final class Builder extends MessageBuilder<Builder> {
        private final String method;
        private final Uri uri;

        private Builder(String method, Uri uri, List<Header> start) {
            super(start);
            if (!Tokens.isToken(method)) {
                throw new BadSyntax("method");
            }
            this.method = method;
            this.uri = uri;
        }

        @Override
        Builder self() {
            return this;
        }

        /** Puts a Via on top of those that are there. */
        public Builder via(Via via) {
            lines.addFirst(HeaderLines.of("Via", List.of(via)));
            return this;
        }

        /** Puts a Record-Route on top of those that are there. */
        public Builder recordRoute(NameAddr route) {
            lines.addFirst(HeaderLines.of("Record-Route", List.of(route)));
            return this;
        }

        public Builder from(NameAddr from) {
            lines.set(HeaderLines.of("From", List.of(from)));
            return this;
        }

        public Builder to(NameAddr to) {
            lines.set(HeaderLines.of("To", List.of(to)));
            return this;
        }

        public Builder callId(String callId) {
            return header("Call-ID", callId);
        }

        /** Those that another request bears. */
        public Builder credentialsOf(SipRequest other) {
            for (Header header : other.headers()) {
                if (header.is("Authorization") || header.is("Proxy-Authorization")) {
                    lines.add(header);
                }
            }
            return this;
        }

        /** The method is the request's. */
        public Builder cseq(long number) {
            CSeq cseq = new CSeq(number, method);
            lines.set(new Header("CSeq", cseq.toString(), cseq));
            return this;
        }

        public Builder maxForwards(int hops) {
            return header("Max-Forwards", Integer.toString(hops));
        }

        /** The route set in order; none if empty. */
        public Builder routes(List<NameAddr> routes) {
            lines.remove("Route");
            if (!routes.isEmpty()) {
                lines.add(HeaderLines.of("Route", routes));
            }
            return this;
        }

        public SipRequest build() {
            return new SipRequest(method, uri.toString(), uri, lines.build(), body);
        }
    }
}
