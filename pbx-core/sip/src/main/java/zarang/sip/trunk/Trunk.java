package zarang.sip.trunk;

import java.util.List;
import java.util.Optional;
import zarang.config.AddressPrefix;

/**
 * A network that calls come from and, if it has a way out, go to.
 *
 * @param name such as {@code lab}; not empty
 * @param sources networks it sends from
 * @param sourceNames hosts it sends from, whose addresses DNS knows; the host of its way out need
 *     not be among them
 * @param trustCallerNumber whether its caller numbers are believed, and the true number of a call
 *     that hides it is told to it (RFC 3325)
 * @param numbers how it writes numbers
 * @param out how calls go out through it; empty: they only come in
 */
public record Trunk(
        String name,
        List<AddressPrefix> sources,
        List<String> sourceNames,
        boolean trustCallerNumber,
        TrunkNumbers numbers,
        Optional<WayOut> out) {
    public Trunk {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a trunk needs a name");
        }
        sources = List.copyOf(sources);
        sourceNames = List.copyOf(sourceNames);
    }

    /** One that only sends calls, from those networks. */
    public static Trunk into(String name, List<AddressPrefix> sources, boolean trustCallerNumber) {
        return new Trunk(
                name,
                sources,
                List.of(),
                trustCallerNumber,
                TrunkNumbers.AS_WRITTEN,
                Optional.empty());
    }
}
