package zarang.sip.keys;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.Words;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.trunk.NumberForm;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.TrunkNumbers;

/** The keys of {@code trunks.yaml}. */
public final class TrunkKeys {
    private static final KeyTable TABLE = new KeyTable("trunks.yaml");
    private static final Pattern NAME = Pattern.compile("[^\\s@<>\"]{1,64}");
    private static final Pattern DIGITS = Pattern.compile("[0-9*#+]{1,15}");

    static final Key<List<TrunkSource>> FROM =
            TABLE.without(
                    "trunks.*.from",
                    TrunkSource.KIND,
                    "required unless it has a proxy",
                    "Networks and hosts that it sends from; those of its proxy need not be named.");
    static final Key<Boolean> TRUST =
            TABLE.of(
                    "trunks.*.trust-caller-number",
                    Kind.flag(),
                    "false",
                    "Whether its caller numbers are believed, and ours that are hidden are told to"
                            + " it.");
    static final Key<SipUri> PROXY =
            TABLE.without(
                    "trunks.*.proxy",
                    Kind.one("a SIP address such as sip:sip.provider.ir", TrunkKeys::proxy),
                    "calls only come in",
                    "Where calls go out and registrations go to; `;transport=tcp` is for TCP.");
    static final Key<SipUri> OUTBOUND_PROXY =
            TABLE.without(
                    "trunks.*.outbound-proxy",
                    Kind.one("a SIP address such as sip:192.0.2.9", TrunkKeys::proxy),
                    "none",
                    "A proxy of your own that every request to it passes first (Route); its"
                            + " addresses may call in.");
    static final Key<String> DOMAIN =
            TABLE.without(
                    "trunks.*.domain",
                    Kind.one(
                            "a host",
                            s -> Optional.of(s).filter(h -> TrunkSource.host(h).isPresent())),
                    "the proxy's host",
                    "What stands after the @ in addresses that are used with it.");
    static final Key<String> USER =
            TABLE.without(
                    "trunks.*.user",
                    name(),
                    "none",
                    "Our name with it, which stands before the @.");
    static final Key<String> AUTH_USER =
            TABLE.without(
                    "trunks.*.auth-user",
                    name(),
                    "trunks.*.user",
                    "The name that goes with the password.");
    static final Key<String> PASSWORD_FILE =
            TABLE.without(
                    "trunks.*.password-file",
                    Kind.one(
                            "the name of a file in the configuration folder",
                            s -> Optional.of(s).filter(f -> !f.isBlank())),
                    "no password",
                    "The file that holds the password, mode 600.");
    static final Key<Boolean> REGISTER =
            TABLE.of(
                    "trunks.*.register",
                    Kind.flag(),
                    "false",
                    "Whether it wants us to register before it sends calls.");
    static final Key<Duration> REGISTER_FOR =
            TABLE.of(
                    "trunks.*.register-for",
                    Kind.span(Duration.ofMinutes(1), Duration.ofDays(1)),
                    "1h",
                    "How long a registration is asked for; it is renewed at half of what is given.");
    static final Key<String> CONTACT_USER =
            TABLE.without(
                    "trunks.*.contact-user",
                    name(),
                    "trunks.*.user",
                    "The user part of the address that is registered.");
    static final Key<Duration> CHECK_EVERY =
            TABLE.of(
                    "trunks.*.check-every",
                    Kind.span(Duration.ofSeconds(5), Duration.ofHours(1)),
                    "30s",
                    "How often it is asked whether it is there; two misses, and calls pass it by.");
    static final Key<Integer> CHANNELS =
            TABLE.of(
                    "trunks.*.channels",
                    Kind.whole(1, 10_000),
                    "30",
                    "Calls at once, both ways; a call out that is one too many takes the next"
                            + " trunk.");
    static final Key<Integer> CALLS_PER_SECOND =
            TABLE.of(
                    "trunks.*.calls-per-second",
                    Kind.whole(1, 1_000),
                    "10",
                    "Calls out that are begun within a second.");
    static final Key<NumberForm> NUMBER_FORMAT =
            TABLE.of(
                    "trunks.*.number-format",
                    word(NumberForm.class),
                    "as-written",
                    "How it wants numbers: `plus` +982191001234, `e164` 982191001234, `national`"
                            + " 02191001234, `strip` 2191001234, `as-written`.");
    static final Key<String> PREFIX =
            TABLE.without(
                    "trunks.*.prefix",
                    digits(),
                    "none",
                    "What stands before each number that is called.");
    static final Key<String> AREA_CODE =
            TABLE.without(
                    "trunks.*.area-code",
                    digits(),
                    "none",
                    "Of numbers of 6 to 8 digits, both ways; without the leading 0.");
    static final Key<String> COUNTRY =
            TABLE.without(
                    "trunks.*.country",
                    Kind.one(
                            "a country by its two letters, such as IR",
                            s -> Optional.of(s).filter(TrunkNumbers::isRegion)),
                    "that of the club",
                    "Where it is.");
    static final Key<ShownNumber.Rule> SHOW_NUMBER =
            TABLE.of(
                    "trunks.*.show-number",
                    word(ShownNumber.Rule.class),
                    "pilot",
                    "Whose number is shown: `pilot` our own, `caller` that of whoever calls,"
                            + " `withheld` none.");
    static final Key<String> PILOT =
            TABLE.without(
                    "trunks.*.pilot-number",
                    digits(),
                    "trunks.*.user",
                    "Our own number with it, as it writes numbers.");

    private TrunkKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    private static Optional<SipUri> proxy(String text) {
        try {
            return SipSyntax.uri(text) instanceof SipUri uri && NextHop.of(uri).isPresent()
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (BadSyntax e) {
            return Optional.empty();
        }
    }

    private static Kind<String> name() {
        return Kind.one(
                "1 to 64 characters without blanks, @ and quotes",
                s -> Optional.of(s).filter(text -> NAME.matcher(text).matches()));
    }

    private static Kind<String> digits() {
        return Kind.one(
                "1 to 15 digits, in quotes",
                s -> Optional.of(s).filter(text -> DIGITS.matcher(text).matches()));
    }

    /** One of an enum's constants in small letters, with hyphens. */
    private static <E extends Enum<E>> Kind<E> word(Class<E> of) {
        List<E> all = List.of(of.getEnumConstants());
        List<String> words = all.stream().map(Words::of).toList();
        return Kind.one(
                "one of " + String.join(", ", words),
                s -> all.stream().filter(each -> Words.of(each).equals(s)).findFirst());
    }
}
