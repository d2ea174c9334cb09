package zarang.server.serve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.WrittenNumber;
import zarang.call.journal.CallFact;
import zarang.call.journal.CallTimes;

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
    String of(CallFact fact) {
        return switch (fact) {
            case CallFact.CallStarted f ->
                    caller(f.caller())
                            + " script="
                            + f.script()
                            + " script-version="
                            + f.scriptVersion();
            case CallFact.CallAnswering f -> "";
            case CallFact.CallConnected f -> "";
            case CallFact.CallerIdentified f -> " member=" + f.member() + " tier=" + f.tier();
            case CallFact.IvrInput f -> " step=" + f.step();
            case CallFact.QueueJoined f ->
                    " queue=" + f.queue() + " tier=" + f.tier() + " position=" + f.position();
            case CallFact.QueueLeft f ->
                    " queue=" + f.queue() + " reason=" + f.reason() + " waited-ms=" + f.waitedMs();
            case CallFact.AgentOffered f -> " queue=" + f.queue() + " agent=" + f.agent();
            case CallFact.OfferFailed f ->
                    " queue=" + f.queue() + " agent=" + f.agent() + " reason=" + f.reason();
            case CallFact.CallAnswered f ->
                    " queue=" + f.queue() + " agent=" + f.agent() + " waited-ms=" + f.waitedMs();
            case CallFact.RecordingReady f ->
                    " file=" + f.file() + " duration-ms=" + f.durationMs();
            case CallFact.CallEnded f -> end(f);
            case CallFact.PointsAwarded f ->
                    " member=" + f.member() + " rule=" + f.rule() + " amount=" + f.amount();
        };
    }

    /** The whole call in one line. */
    String story(CallStory story, CallFact.CallEnded ended) {
        return " trunk="
                + orDash(story.trunk)
                + " dialled="
                + printable(story.dialled)
                + caller(story.caller)
                + " tier="
                + story.tier()
                + " agent="
                + story.agent()
                + end(ended);
    }

    private static String end(CallFact.CallEnded f) {
        CallTimes times = f.times();
        return " queue="
                + f.queue().map(QueueName::toString).orElse("-")
                + " result="
                + of(f.termination().result())
                + " by="
                + of(f.termination().party())
                + " cause="
                + of(f.termination().cause())
                + " duration-ms="
                + times.durationMs()
                + " connected-ms="
                + times.connectedMs()
                + " waited-ms="
                + times.waitedMs()
                + " talk-ms="
                + times.talkMs()
                + " reason=\""
                + f.termination().reason()
                + "\"";
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

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
