package zarang.sip.keys;

import java.util.List;
import java.util.Optional;
import zarang.config.AddressPrefix;
import zarang.config.Kind;
import zarang.config.Networks;
import zarang.config.Values;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;

/** From where a trunk sends. */
sealed interface TrunkSource {
    /** 1 to 64 of them. */
    Kind<List<TrunkSource>> KIND =
            Kind.several(
                    Kind.one(
                            "a network such as 10.0.0.0/8 or ::1/128, or a host such as"
                                    + " sip.provider.ir",
                            TrunkSource::read,
                            Networks::fault),
                    1,
                    64);

    record Network(AddressPrefix prefix) implements TrunkSource {}

    /** Its addresses are asked of DNS. */
    record Named(String host) implements TrunkSource {}

    /** A host as a URI holds it. */
    static Optional<String> host(String text) {
        try {
            return SipSyntax.uri("sip:" + text) instanceof SipUri uri
                            && uri.user() == null
                            && uri.port() < 0
                            && uri.params().isEmpty()
                            && uri.headers().isEmpty()
                    ? Optional.of(uri.host())
                    : Optional.empty();
        } catch (BadSyntax e) {
            return Optional.empty();
        }
    }

    private static Optional<TrunkSource> read(String text) {
        try {
            return Optional.of(new Network(AddressPrefix.parse(text)));
        } catch (IllegalArgumentException e) {
            return text.indexOf('.') > 0
                            && text.chars().anyMatch(Character::isLetter)
                            && text.indexOf(':') < 0
                            && Values.address(text).isEmpty()
                    ? host(text).map(Named::new)
                    : Optional.empty();
        }
    }
}
