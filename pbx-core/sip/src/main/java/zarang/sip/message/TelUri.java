package zarang.sip.message;

/** A tel URI, RFC 3966: a telephone number without a host. */
public record TelUri(TelephoneSubscriber subscriber) implements Uri {
    @Override
    public String scheme() {
        return "tel";
    }

    @Override
    public String toString() {
        return "tel:" + subscriber;
    }
}
