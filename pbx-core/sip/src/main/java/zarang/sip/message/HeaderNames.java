package zarang.sip.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names of headers: compact forms, and one spelling for each that Zarang knows. */
final class HeaderNames {
    private static final Map<String, String> COMPACT =
            Map.ofEntries(
                    Map.entry("i", "Call-ID"),
                    Map.entry("m", "Contact"),
                    Map.entry("e", "Content-Encoding"),
                    Map.entry("l", "Content-Length"),
                    Map.entry("c", "Content-Type"),
                    Map.entry("f", "From"),
                    Map.entry("s", "Subject"),
                    Map.entry("k", "Supported"),
                    Map.entry("t", "To"),
                    Map.entry("v", "Via"),
                    Map.entry("r", "Refer-To"),
                    Map.entry("b", "Referred-By"),
                    Map.entry("o", "Event"),
                    Map.entry("u", "Allow-Events"),
                    Map.entry("x", "Session-Expires"));

    private static final Map<String, String> KNOWN = new HashMap<>();

    static {
        String names =
                """
                Accept Accept-Encoding Accept-Language Allow Authorization Call-ID Contact
                Content-Disposition Content-Encoding Content-Length Content-Type CSeq Date Expires
                From Max-Forwards Min-Expires Min-SE P-Asserted-Identity Privacy Proxy-Authenticate
                Proxy-Authorization Proxy-Require RAck RSeq Reason Record-Route Refer-Sub Refer-To Referred-By Require Retry-After Route
                Server Session-Expires Subject Supported Timestamp To Unsupported User-Agent Via
                Warning WWW-Authenticate
                """;
        for (String name : names.strip().split("\\s+", -1)) {
            KNOWN.put(name, name);
            KNOWN.put(name.toLowerCase(Locale.ROOT), name);
        }
    }

    private HeaderNames() {}

    static String canonical(String written) {
        if (written.length() == 1) {
            return COMPACT.getOrDefault(written.toLowerCase(Locale.ROOT), written);
        }
        String known = KNOWN.get(written);
        if (known == null) {
            known = KNOWN.get(written.toLowerCase(Locale.ROOT));
        }
        return known == null ? written : known;
    }
}
