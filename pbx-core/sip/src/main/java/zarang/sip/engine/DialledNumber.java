package zarang.sip.engine;

import zarang.call.WrittenNumber;
import zarang.sip.message.SipUri;
import zarang.sip.message.TelUri;
import zarang.sip.message.TelephoneSubscriber;
import zarang.sip.message.Uri;

/** What was dialled: RFC 3261 §19.1.6. */
final class DialledNumber {
    private DialledNumber() {}

    /**
     * The number of a Request-URI without separators and parameters, with its context before it if
     * that is a country or an area; or the name. Whose plan a domain names does not matter: the
     * call came here. Empty if there is none that can be understood.
     */
    static String of(Uri uri) {
        return switch (uri) {
            case TelUri tel -> text(tel.subscriber());
            case SipUri sip -> sip.subscriber().map(DialledNumber::text).orElse("");
            default -> "";
        };
    }

    private static String text(TelephoneSubscriber subscriber) {
        return subscriber.number().map(WrittenNumber::text).orElse("");
    }
}
