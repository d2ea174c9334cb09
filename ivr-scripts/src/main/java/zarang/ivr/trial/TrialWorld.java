package zarang.ivr.trial;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.PhoneNumber;
import zarang.call.member.MemberLookup;
import zarang.call.script.ServiceAnswer;

/**
 * Who calls in a trial, when, and what the script's services answer.
 *
 * @param caller empty for a withheld number
 * @param at when the call begins
 * @param member what the club says of the caller
 * @param answers by the name of a step or, for all other steps, of a service; each in turn, the
 *     last one again and again
 */
public record TrialWorld(
        Optional<PhoneNumber> caller,
        String dialled,
        Instant at,
        MemberLookup member,
        Map<String, List<ServiceAnswer>> answers) {
    /** A caller whom the club does not know, on a Saturday at half past eleven in Tehran. */
    public static final TrialWorld USUAL =
            new TrialWorld(
                    Optional.of(new PhoneNumber("+989120000000")),
                    "1000",
                    Instant.parse("2026-03-21T08:00:00Z"),
                    new MemberLookup.Unknown(),
                    Map.of());

    public TrialWorld {
        answers = Map.copyOf(answers);
    }
}
