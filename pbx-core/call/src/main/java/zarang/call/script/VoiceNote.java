package zarang.call.script;

import java.time.Duration;
import java.util.Optional;

/**
 * How a script records what its caller says.
 *
 * @param box where the note is left, such as {@code complaints}; empty: it is a recording of the
 *     call and nothing more
 * @param longest 1 s to 1 h
 * @param silence ends it; zero: silence does not
 * @param shortest what is spoken shorter than this is no note
 * @param keepUnsettled whether what was said is kept if the caller hangs up before the script has
 *     said {@link ScriptCommand.SettleVoice}
 */
public record VoiceNote(
        Optional<String> box,
        Duration longest,
        Duration silence,
        Duration shortest,
        boolean keepUnsettled) {}
