package zarang.sip.trunk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.call.WrittenNumber;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipUri;

/**
 * Who sent a call on to us last: the first value of {@code Diversion} (RFC 5806 §6), or where there
 * is none the address that the last retargeting of {@code History-Info} names (RFC 7044 §5). Only a
 * trusted trunk is to be asked. Of a diverter who wants to be hidden nothing is said, nor of the
 * one before.
 */
public final class Diverter {
    /** Values of History-Info that are looked at; of a longer list nothing is understood. */
    private static final int HISTORY_MAX = 32;

    private static final Set<String> HIDES_HISTORY = Set.of("history", "header", "session");
    private static final Set<String> SHOWN = Set.of("off", "name");

    private Diverter() {}

    /** Empty if nobody did, or it is not understood: never a guess. */
    public static Optional<WrittenNumber> of(SipRequest invite) {
        List<String> diversions = invite.values("Diversion");
        Optional<NameAddr> diverter =
                diversions.isEmpty()
                        ? retargeted(invite)
                        : CallerIdentity.read(diversions.getFirst()).filter(Diverter::isShown);
        return diverter.flatMap(CallerIdentity::number);
    }

    private static boolean isShown(NameAddr diversion) {
        return diversion
                .params()
                .get("privacy")
                .map(privacy -> SHOWN.contains(privacy.toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    private static Optional<NameAddr> retargeted(SipRequest invite) {
        List<String> written = invite.values("History-Info");
        List<NameAddr> history =
                written.stream()
                        .limit(HISTORY_MAX)
                        .flatMap(entry -> CallerIdentity.read(entry).stream())
                        .toList();
        boolean whole = history.size() == written.size();
        if (!whole || CallerIdentity.asksFor(invite, HIDES_HISTORY)) {
            return Optional.empty();
        }
        for (int i = history.size() - 1; i > 0; i--) {
            NameAddr before = history.get(i - 1);
            Optional<String> mapped = history.get(i).params().get("mp");
            if (mapped.isPresent()) {
                return history.stream()
                        .filter(entry -> entry.params().get("index").equals(mapped))
                        .findFirst()
                        .filter(Diverter::isInOpenHistory);
            }
            if (isTold(history.get(i)) || headers(before).contains("reason")) {
                return Optional.of(before).filter(Diverter::isInOpenHistory);
            }
        }
        return Optional.empty();
    }

    /** RFC 4458: a target says by itself why it became one. */
    private static boolean isTold(NameAddr entry) {
        return entry.uri() instanceof SipUri sip && sip.params().has("cause");
    }

    /** RFC 7044 §10.1.1. */
    private static boolean isInOpenHistory(NameAddr entry) {
        return !headers(entry).contains("privacy");
    }

    /** The names of those that stand in its URI. */
    private static Set<String> headers(NameAddr entry) {
        return entry.uri() instanceof SipUri sip
                ? List.of(sip.headers().split("&", -1)).stream()
                        .map(header -> header.split("=", 2)[0].toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
