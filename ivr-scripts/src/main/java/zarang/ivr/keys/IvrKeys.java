package zarang.ivr.keys;

import java.nio.file.Path;
import java.util.List;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;

/** The keys {@code numbers.*} and {@code ivr.*} of {@code zarang.yaml}. */
public final class IvrKeys {
    private static final KeyTable TABLE = new KeyTable("zarang.yaml");

    static final Key<String> NUMBER =
            TABLE.without(
                    "numbers.*",
                    Values.name(),
                    "1000: hotline",
                    "The script that answers a dialled number. Numbers are compared as numbers:"
                            + " 02188776655, +982188776655 and 00982188776655 are one (by the"
                            + " region of loyalty.yaml); short ones such as 1000 digit by digit."
                            + " Naming one number replaces the default.");
    private static final Key<Path> SCRIPTS =
            TABLE.of(
                    "ivr.scripts",
                    Values.path(),
                    "ivr-scripts/scripts",
                    "Folder of the scripts; below the configuration folder unless absolute, or"
                            + " else in Zarang's own.");
    private static final Key<Path> PROMPTS =
            TABLE.of(
                    "ivr.prompts",
                    Values.path(),
                    "ivr-scripts/prompts",
                    "Folder of the prompts: one folder for each language. Found as ivr.scripts"
                            + " is.");
    private static final Key<List<String>> LANGUAGES =
            TABLE.of(
                    "ivr.languages",
                    Kind.several(Values.text("a language such as fa", "[a-z]{2,3}"), 1, 16),
                    "[fa, en]",
                    "Languages in which every prompt must be there; the first is spoken by"
                            + " default.");

    private static final Key<Boolean> WATCH =
            TABLE.of(
                    "ivr.watch-prompts",
                    Kind.flag(),
                    "false",
                    "Whether new calls hear a prompt seconds after its file came or changed,"
                            + " without `flow publish`. Files that go, or cannot be played, change"
                            + " nothing.");

    private static final Key<Boolean> WATCH_SCRIPTS =
            TABLE.of(
                    "ivr.watch-scripts",
                    Kind.flag(),
                    "false",
                    "Whether the folder of scripts is checked, tested and published seconds after"
                            + " a file was saved, as `flow publish` does it. What is wrong is told"
                            + " in the log and changes nothing. For editing on one machine.");

    private IvrKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding and the default stands here. */
    public static IvrSettings read(ConfigReader reading) {
        return new IvrSettings(
                reading.home().shipped(reading.value(SCRIPTS)),
                reading.home().shipped(reading.value(PROMPTS)),
                reading.value(LANGUAGES),
                reading.value(WATCH),
                reading.value(WATCH_SCRIPTS),
                SpeechKeys.read(reading));
    }
}
