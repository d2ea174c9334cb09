package zarang.server.serve;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.ivr.lint.KnownPrompts;
import zarang.ivr.lint.LintScope;
import zarang.media.prompt.PromptFinding;
import zarang.media.prompt.PromptLibrary;
import zarang.server.config.Settings;

/** What the house has that scripts can name. */
public final class ScriptScope {
    private ScriptScope() {}

    /**
     * What a flow of this configuration is checked against: also whether the media loops can play
     * what it says. Blocks.
     */
    public static LintScope of(Settings settings, Path prompts) {
        Set<String> queues =
                settings.floor().queues().stream()
                        .map(queue -> queue.name().value())
                        .collect(Collectors.toSet());
        return new LintScope(
                        Optional.of(queues),
                        Optional.of(
                                KnownPrompts.scan(
                                                prompts,
                                                new HashSet<>(settings.ivr().languages()),
                                                wav ->
                                                        PromptLibrary.check(prompts, wav)
                                                                .map(ScriptScope::remedy))
                                        .withVoice(settings.ivr().speech().isOn())))
                .withCalendars(settings.calendars().names())
                .withSecrets(
                        settings.openings().stream()
                                .flatMap(opening -> opening.secretsOfScripts().stream())
                                .collect(Collectors.toSet()));
    }

    private static String remedy(PromptFinding finding) {
        Path file = finding.file();
        String made = file.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-8k.wav";
        return file
                + ": found "
                + finding.found()
                + ", expected "
                + finding.expected()
                + " (a WAV file of 8 or 16 kHz, mono, 16-bit PCM, or of 8 kHz, mono, A-law or"
                + " µ-law); make it so: sox '"
                + file
                + "' -r 8000 -c 1 -b 16 -e signed-integer '"
                + made
                + "'";
    }
}
