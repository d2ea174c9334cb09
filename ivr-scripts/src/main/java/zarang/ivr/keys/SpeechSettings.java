package zarang.ivr.keys;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who speaks texts that nobody recorded.
 *
 * @param command the program; empty: none
 * @param url the service; empty: none
 * @param within how long one text may take
 * @param atOnce how many are spoken at a time
 * @param diskMaxBytes for fixed texts that were spoken
 */
public record SpeechSettings(
        List<String> command,
        Optional<String> url,
        Duration within,
        int atOnce,
        long diskMaxBytes) {
    public SpeechSettings {
        command = List.copyOf(command);
    }

    /** Whether anybody does. */
    public boolean isOn() {
        return !command.isEmpty() || url.isPresent();
    }
}
