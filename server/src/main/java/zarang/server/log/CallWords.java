package zarang.server.log;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.PhoneNumber;
import zarang.call.WrittenNumber;
import zarang.call.fact.CallEnded;
import zarang.call.fact.Fact;

/**
 * How a call reads in the log: {@code name=value} pairs in one spelling, small letters and dashes,
 * the unit last; the values of enums are written as in webhooks; what is not known is {@code -}.
 *
 * @param showCallers whether callers' numbers are shown, with their middle left out
 */
record CallWords(boolean showCallers) {
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x21-\\x7e…]");
    private static final int FOREIGN_MAX = 80;
    private static final int HEAD = 6;
    private static final int TAIL = 4;
    private static final int HIDDEN_MIN = 3;

    /** Begins with a blank where there is anything to say. */
    String of(Fact fact) {
        FactWords words = new FactWords(this::caller);
        fact.describe(words);
        return words.toString();
    }

    /** The whole call in one line. */
    String story(CallStory story, CallEnded ended) {
        return " trunk="
                + orDash(story.trunk)
                + " dialled="
                + printable(story.dialled)
                + caller(story.caller)
                + " tier="
                + story.tier()
                + " agent="
                + story.agent()
                + of(ended);
    }

    private String caller(Optional<PhoneNumber> number) {
        return showCallers ? " caller=" + number.map(n -> shortened(n.e164())).orElse("-") : "";
    }

    /** The number of a call that was not taken, as it was written. */
    String written(List<WrittenNumber> caller) {
        return showCallers
                ? " caller="
                        + (caller.isEmpty() ? "-" : printable(shortened(caller.getFirst().text())))
                : "";
    }

    /** {@code +98912***4567}: enough to find a call by, not enough to dial. */
    static String shortened(String number) {
        return number.length() < HEAD + TAIL + HIDDEN_MIN
                ? "***" + number.substring(Math.max((number.length() + 1) / 2, number.length() - 2))
                : number.substring(0, HEAD) + "***" + number.substring(number.length() - TAIL);
    }

    static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** What a stranger sent may not break a log line or fill the disk. */
    static String printable(String foreign) {
        String cut =
                foreign.length() > FOREIGN_MAX ? foreign.substring(0, FOREIGN_MAX) + "…" : foreign;
        return orDash(UNPRINTABLE.matcher(cut).replaceAll("?"));
    }
}
