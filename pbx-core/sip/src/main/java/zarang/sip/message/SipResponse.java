package zarang.sip.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A response. Built with {@link #to}; read by {@link SipCodec}. */
public final class SipResponse extends SipMessage {
    private final int status;
    private final String reason;

    SipResponse(int status, String reason, List<Header> headers, byte[] body) {
        super(headers, body);
        this.status = status;
        this.reason = reason;
    }

    /** 100 to 699. */
    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isFinal() {
        return status >= 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /**
     * How long whoever said it asks to be left alone, at most 2³²−1 s; zero if it does not say so.
     * RFC 3261 §20.33.
     */
    public Duration retryAfter() {
        return header("Retry-After")
                .map(written -> Numbers.deltaSeconds(written.split("[ \t(;]", 2)[0]))
                .filter(OptionalLong::isPresent)
                .map(seconds -> Duration.ofSeconds(seconds.getAsLong()))
                .orElse(Duration.ZERO);
    }

    /** The same without its top Via, for whoever put that there. RFC 3261 §16.7. */
    public SipResponse withoutTopVia() {
        return new SipResponse(status, reason, headersWithoutTopVia(), body());
    }

    @Override
    String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    /** A response with the usual reason phrase. */
    public static Builder to(SipRequest request, int status) {
        return to(request, status, ReasonPhrase.of(status));
    }

    /**
     * A response to {@code request}, RFC 3261 §8.2.6: its Vias, From, To, Call-ID and CSeq as they
     * were written, for 100 also Timestamp, and where it may set up a dialog also Record-Route.
     *
     * <p>Unless it is a 100 or the request has one, To gets a tag: that of {@link Builder#toTag},
     * else one computed from the request, so that a refusal without state is the same every time
     * (§8.2.7).
     */
    public static Builder to(SipRequest request, int status, String reason) {
        return new Builder(request, status, reason);
    }

    /** Builds a response. */
    public static final class Builder extends MessageBuilder<Builder> {
        private static final int TRYING = 100;

        private final SipRequest request;
        private final int status;
        private final String reason;
        private @Nullable String tag;

        private Builder(SipRequest request, int status, String reason) {
            super(copied(request, status));
            if (status < TRYING || status > 699 || reason.indexOf('\n') >= 0) {
                throw new BadSyntax("status line");
            }
            this.request = request;
            this.status = status;
            this.reason = reason;
        }

        private static List<Header> copied(SipRequest request, int status) {
            boolean routes = status > TRYING && status < 300 && !request.is("REGISTER");
            List<Header> copy = new ArrayList<>(8);
            for (Header header : request.headers()) {
                boolean wanted =
                        switch (header.name()) {
                            case "Via", "From", "To", "Call-ID", "CSeq" -> true;
                            case "Record-Route" -> routes;
                            case "Timestamp" -> status == TRYING;
                            default -> false;
                        };
                if (wanted) {
                    copy.add(header);
                }
            }
            return copy;
        }

        @Override
        Builder self() {
            return this;
        }

        /** The tag for To, if the request's To has none. */
        public Builder toTag(String toTag) {
            tag = toTag;
            return this;
        }

        public SipResponse build() {
            Header to = request.first("To");
            if (status > TRYING && to != null) {
                Header tagged = tagged(to);
                if (tagged != to) {
                    lines.set(tagged);
                }
            }
            return new SipResponse(status, reason, lines.build(), body);
        }

        private Header tagged(Header to) {
            String fresh = tag == null ? StatelessTag.of(request) : tag;
            try {
                NameAddr address = request.to();
                return address.tag().isPresent()
                        ? to
                        : new Header(
                                "To",
                                to.value() + ";tag=" + fresh,
                                List.of(address.withTag(fresh)));
            } catch (BadSyntax e) {
                return new Header("To", to.value() + ";tag=" + fresh);
            }
        }
    }
}
