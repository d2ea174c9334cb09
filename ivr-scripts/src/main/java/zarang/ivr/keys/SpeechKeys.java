package zarang.ivr.keys;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;

/** The keys {@code speech.*} of {@code zarang.yaml}. */
public final class SpeechKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");
    private static final long MEGABYTE = 1L << 20;

    private static final Key<List<String>> COMMAND =
            TABLE.without(
                    "speech.command",
                    Kind.several(Values.text("a word of a command", "[^\\p{Cntrl}]{1,500}"), 1, 32),
                    "no text is spoken by a program",
                    "A program that reads a text and writes a sound, such as"
                            + " `[espeak-ng, -v, \"{language}\", --stdout]`. No shell is asked.");
    private static final Key<String> URL =
            TABLE.without(
                    "speech.url",
                    Kind.one("an http or https URL", SpeechKeys::url),
                    "no text is spoken by a service",
                    "A service that is posted a text (`text/plain`) and answers with a sound."
                            + " `{language}` stands for the language.");
    private static final Key<Duration> WITHIN =
            TABLE.of(
                    "speech.within",
                    Kind.span(Duration.ofMillis(100), Duration.ofMinutes(1)),
                    "10s",
                    "How long one text may take to be spoken; callers wait no longer than the"
                            + " step's `within`.");
    private static final Key<Integer> AT_ONCE =
            TABLE.of(
                    "speech.at-once",
                    Kind.whole(1, 16),
                    "2",
                    "How many texts are spoken at a time; 64 more may wait.");
    private static final Key<Integer> DISK =
            TABLE.of(
                    "speech.disk-max-mb",
                    Kind.whole(1, 10_000),
                    "200",
                    "MB in the data folder for fixed texts that were spoken.");

    private SpeechKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding. */
    public static SpeechSettings read(ConfigReader reading) {
        List<String> command = reading.get(COMMAND).orElse(List.of());
        Optional<String> url = reading.get(URL);
        if (!command.isEmpty() && url.isPresent()) {
            reading.refuse(URL, "stands beside speech.command, expected one of them");
        }
        return new SpeechSettings(
                command,
                url,
                reading.value(WITHIN),
                reading.value(AT_ONCE),
                reading.value(DISK) * MEGABYTE);
    }

    private static Optional<String> url(String text) {
        try {
            URI uri = URI.create(text.replace("{language}", "fa"));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return Optional.of(text).filter(t -> web && uri.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
