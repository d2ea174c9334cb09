package zarang.sip.message;

import gov.nist.core.NameValue;
import gov.nist.core.NameValueList;
import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.address.TelURLImpl;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.parser.ContactParser;
import gov.nist.javax.sip.parser.Lexer;
import gov.nist.javax.sip.parser.URLParser;
import gov.nist.javax.sip.parser.ViaParser;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one place that touches the JAIN-SIP parser. Whatever it throws comes out as {@link
 * BadSyntax}; what it is too lenient about is checked here.
 *
 * <p>Its header parsers are used one by one and its message parser not at all: that one loses bytes
 * (upper-cases methods, drops unknown headers' case) and reads every header, wanted or not.
 */
final class JainParser {
    /** RFC 3986 §3.1. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.+");

    /** Characters of what is read at once; RFC 4475's longest is a tenth of it. */
    static final int LENGTH_MAX = 8_192;

    private JainParser() {}

    private interface Parse<T> {
        T run() throws ParseException;
    }

    /** A value that fills a datagram took the control loop for seconds. */
    private static <T> T guarded(String what, String written, Parse<T> parse) {
        if (written.length() > LENGTH_MAX) {
            throw new BadSyntax(what + " longer than " + LENGTH_MAX + " characters");
        }
        try {
            return parse.run();
        } catch (BadSyntax e) {
            throw e;
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            throw new BadSyntax(what);
        }
    }

    static Uri uri(String written) {
        if (written.length() > LENGTH_MAX
                || !SCHEME.matcher(written).matches()
                || written.chars().anyMatch(c -> c <= ' ')) {
            throw new BadSyntax("URI");
        }
        if (!written.regionMatches(true, 0, "sip:", 0, 4)
                && !written.regionMatches(true, 0, "sips:", 0, 5)
                && !written.regionMatches(true, 0, "tel:", 0, 4)) {
            return new OtherUri(written);
        }
        return guarded(
                "URI",
                written,
                () -> {
                    Lexer lexer = new Lexer("sip_urlLexer", written);
                    Uri uri = convert(new URLParser(lexer).parse(), written);
                    if (lexer.hasMoreChars()) {
                        throw new BadSyntax("URI");
                    }
                    return uri;
                });
    }

    private static Uri convert(GenericURI jain, String written) {
        if (jain instanceof TelURLImpl tel) {
            return uriOfTel(tel, written);
        }
        if (!(jain instanceof gov.nist.javax.sip.address.SipUri uri)) {
            return uriOfOther(jain.encode());
        }
        String headers = "";
        if (uri.getHeaderNames().hasNext()) {
            String encoded = uri.encode();
            int question = encoded.lastIndexOf('?');
            headers = question < 0 ? "" : encoded.substring(question + 1);
        }
        if (!isHost(uri.getHost(), written)) {
            throw new BadSyntax("host of URI");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new BadSyntax("port of URI");
        }
        return new SipUri(
                uri.isSecure(),
                uri.getUser(),
                uri.getUserPassword(),
                uri.getHost(),
                uri.getPort(),
                params(uri.getParameters()),
                headers);
    }

    /** JAIN puts brackets around a bare IPv6 address, so that its port cannot be told. */
    private static boolean isHost(@Nullable String host, String written) {
        return host != null
                && new Host(host).isSound()
                && (host.charAt(0) != '[' || written.indexOf('[') >= 0);
    }

    private static Uri uriOfOther(String written) {
        if (!SCHEME.matcher(written).matches()) {
            throw new BadSyntax("URI");
        }
        return new OtherUri(written);
    }

    /**
     * Of a parameter that is given twice JAIN keeps the last: what does not come out as it went in
     * is not taken for a number.
     */
    private static Uri uriOfTel(TelURLImpl tel, String written) {
        String encoded = tel.encode();
        Optional<TelephoneSubscriber> subscriber =
                written.toLowerCase(Locale.ROOT).contains(encoded.toLowerCase(Locale.ROOT))
                        ? TelephoneSubscriber.ofUser(encoded.substring("tel:".length()))
                        : Optional.empty();
        return subscriber.<Uri>map(TelUri::new).orElseGet(() -> uriOfOther(encoded));
    }

    static List<Via> vias(String written) {
        return guarded(
                "Via",
                written,
                () -> {
                    ViaList list = (ViaList) new ViaParser("Via: " + written + "\n").parse();
                    List<Via> vias = new ArrayList<>(list.size());
                    for (gov.nist.javax.sip.header.Via via : list) {
                        vias.add(convert(via, written));
                    }
                    if (vias.isEmpty()) {
                        throw new BadSyntax("Via");
                    }
                    return vias;
                });
    }

    private static Via convert(gov.nist.javax.sip.header.Via via, String written) {
        String host = via.getHost();
        if (!isHost(host, written) || via.getTransport() == null) {
            throw new BadSyntax("Via");
        }
        if (via.getPort() == 0 || via.getPort() > 65_535) {
            throw new BadSyntax("port of Via");
        }
        return new Via(
                via.getTransport().toUpperCase(Locale.ROOT),
                host,
                via.getPort(),
                params(via.getParameters()));
    }

    static NameAddr nameAddr(String written) {
        List<NameAddr> all = nameAddrs(written);
        if (all.size() != 1) {
            throw new BadSyntax("one address expected");
        }
        return all.getFirst();
    }

    /** A comma-separated list of addresses, at least one. */
    static List<NameAddr> nameAddrs(String written) {
        return guarded(
                "address",
                written,
                () -> {
                    ContactList list =
                            (ContactList) new ContactParser("Contact: " + written + "\n").parse();
                    List<NameAddr> found = new ArrayList<>(list.size());
                    for (Contact contact : list) {
                        found.add(convert(contact, written));
                    }
                    if (found.isEmpty()) {
                        throw new BadSyntax("address");
                    }
                    return found;
                });
    }

    private static NameAddr convert(Contact contact, String written) {
        AddressImpl address = (AddressImpl) contact.getAddress();
        if (contact.isWildCard() || !(address.getURI() instanceof GenericURI jain)) {
            throw new BadSyntax("address");
        }
        Uri uri = convert(jain, written);
        boolean bare = address.getAddressType() == AddressImpl.ADDRESS_SPEC;
        // RFC 3261 §20: a URI with a comma, a question mark or a semicolon stands in brackets
        if (bare && uri.toString().indexOf('?') >= 0) {
            throw new BadSyntax("URI with headers outside <>");
        }
        String display = address.getDisplayName();
        return new NameAddr(
                display == null ? "" : Quoted.unescape(display).strip(),
                uri,
                params(contact.getParameters()));
    }

    private static Params params(NameValueList list) {
        Params params = Params.NONE;
        if (list == null) {
            return params;
        }
        for (Iterator<NameValue> each = list.iterator(); each.hasNext(); ) {
            String written = each.next().encode();
            int equals = written.indexOf('=');
            if (params.isFull()) {
                throw new BadSyntax("more than " + Params.MAX + " parameters");
            }
            params =
                    equals < 0
                            ? params.with(written)
                            : params.with(
                                    written.substring(0, equals), written.substring(equals + 1));
        }
        return params;
    }
}
