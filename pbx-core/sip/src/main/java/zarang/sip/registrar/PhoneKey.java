package zarang.sip.registrar;

import java.util.Locale;
import zarang.sip.message.Host;
import zarang.sip.message.SipUri;

/**
 * What makes two contacts one binding: the instance if both name one, RFC 5626 §6, for two phones
 * behind two NATs may have one private address; else the URI, as far as phones differ in it, RFC
 * 3261 §19.1.4. A phone that names two {@code reg-id} keeps two flows, and has a binding for each.
 */
record PhoneKey(
        String instance, String regId, String user, String host, int port, String transport) {
    static PhoneKey of(SipUri uri, String instance, String regId) {
        return new PhoneKey(
                instance,
                regId,
                uri.decodedUser(),
                new Host(uri.host()).canonical(),
                uri.portOrDefault(),
                uri.params().get("transport").orElse("").toLowerCase(Locale.ROOT));
    }

    static PhoneKey of(Binding<?> binding) {
        return of(binding.contact(), binding.instance(), binding.regId());
    }

    boolean isSamePhone(PhoneKey other) {
        return (instance.isEmpty() || other.instance.isEmpty())
                ? uri().equals(other.uri())
                : instance.equals(other.instance) && isSameFlow(other);
    }

    private boolean isSameFlow(PhoneKey other) {
        return regId.isEmpty() || other.regId.isEmpty() || regId.equals(other.regId);
    }

    private PhoneKey uri() {
        return new PhoneKey("", "", user, host, port, transport);
    }
}
