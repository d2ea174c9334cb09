package zarang.ivr.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version that is kept.
 *
 * @param edit how it came to be; empty if that is not known
 */
public record KeptVersion(int number, Optional<Edit> edit) {
    private static final Pattern NOTE =
            Pattern.compile("([0-9]{1,11}) ([0-9]{1,9}) ([0-9]{1,9}) (.{0,100})");

    /**
     * How a version came to be.
     *
     * @param at when it was put in front first, to the second
     * @param by who did
     * @param added lines that the version in front before it did not have
     * @param removed lines that only that one had
     */
    public record Edit(Instant at, String by, int added, int removed) {}

    /**
     * Reads what {@code flow.lua} keeps of one.
     *
     * @param note seconds since 1970, lines added, lines removed, by whom; anything else tells
     *     nothing
     */
    static KeptVersion of(int number, String note) {
        Matcher words = NOTE.matcher(note);
        return new KeptVersion(
                number,
                words.matches()
                        ? Optional.of(
                                new Edit(
                                        Instant.ofEpochSecond(Long.parseLong(words.group(1))),
                                        words.group(4),
                                        Integer.parseInt(words.group(2)),
                                        Integer.parseInt(words.group(3))))
                        : Optional.empty());
    }
}
