package zarang.sip.trunk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who calls, as far as it may be known.
 *
 * @param user the user part or telephone number, or empty when withheld or unreadable
 * @param trusted whether it may be believed: it came through a trunk whose numbers are
 */
public record CallerIdentity(String user, boolean trusted) {
    private static final Pattern SEPARATOR = Pattern.compile("[;,\\s]+");
    private static final Set<String> PRIVATE = Set.of("id", "user", "header");

    /**
     * Reads the caller from a request: the asserted identity (RFC 3325 §9.1) if the trunk is
     * trusted and gives one, else {@code From}. Anonymous is whoever asks for it (RFC 3323 §4.2) or
     * calls itself so (§4.1.1.3).
     *
     * @param from the {@code From} value
     * @param asserted every {@code P-Asserted-Identity} value
     * @param privacy every {@code Privacy} value
     */
    public static CallerIdentity read(
            Optional<Trunk> trunk, String from, List<String> asserted, List<String> privacy) {
        boolean trusted = trunk.map(Trunk::trustCallerNumber).orElse(false);
        if (privacy.stream().anyMatch(CallerIdentity::isPrivate)) {
            return new CallerIdentity("", trusted);
        }
        if (trusted) {
            for (String value : asserted) {
                String user = IdentityUri.user(value);
                if (!user.isEmpty()) {
                    return new CallerIdentity(user, true);
                }
            }
        }
        return new CallerIdentity(IdentityUri.user(from), trusted);
    }

    private static boolean isPrivate(String privacy) {
        return SEPARATOR
                .splitAsStream(privacy.toLowerCase(Locale.ROOT))
                .anyMatch(PRIVATE::contains);
    }
}
