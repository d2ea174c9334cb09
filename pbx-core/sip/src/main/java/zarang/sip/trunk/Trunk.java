package zarang.sip.trunk;

import java.util.List;

/**
 * A way for calls to come in.
 *
 * @param name such as {@code lab}; not empty
 * @param sources networks it sends from
 * @param trustCallerNumber whether its caller numbers are believed
 */
public record Trunk(String name, List<Prefix> sources, boolean trustCallerNumber) {
    public Trunk {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a trunk needs a name");
        }
        sources = List.copyOf(sources);
    }
}
