package zarang.sip.engine;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import zarang.call.engine.RungFor;

/**
 * What stands before a name on a phone of the house that is rung for something else than a call, in
 * the language of the house.
 *
 * @param callBack of one whom the agent is to call back
 * @param listen of an agent whose talk a supervisor is to hear
 * @param whisper of an agent who alone is to hear the supervisor
 * @param barge of an agent in whose talk all are to hear the supervisor
 */
public record PhoneWords(String callBack, String listen, String whisper, String barge) {
    private static final Pattern WORD = Pattern.compile("[^\\p{Cntrl}{}]{1,128}");

    /** Unless something else is written. */
    public static final PhoneWords ENGLISH =
            new PhoneWords("Call-back", "Listen", "Whisper", "Barge-in");

    /**
     * @throws IllegalArgumentException one is none that a phone could show
     */
    public PhoneWords {
        if (!Stream.of(callBack, listen, whisper, barge).allMatch(w -> WORD.matcher(w).matches())) {
            throw new IllegalArgumentException("words on phones: 1 to 128 printable characters");
        }
    }

    /** Empty of a call. */
    String of(RungFor purpose) {
        return switch (purpose) {
            case CALL -> "";
            case CALL_BACK -> callBack;
            case LISTEN -> listen;
            case WHISPER -> whisper;
            case BARGE -> barge;
        };
    }
}
