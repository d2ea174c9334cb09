package zarang.server.serve;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import zarang.call.script.ScriptService;
import zarang.ivr.calendar.CalendarService;
import zarang.ivr.calendar.Calendars;
import zarang.ivr.trial.PromptLengths;
import zarang.ivr.trial.TrialHouse;
import zarang.media.prompt.PromptLibrary;
import zarang.server.config.Settings;

/** The surroundings in which flows are tried: the configuration's, without its network. */
public final class TrialHouses {
    private static final int SAMPLES_PER_MS = 8;

    private TrialHouses() {}

    /** Of a configuration, with these prompts; one that lacks takes as long as any. */
    public static TrialHouse of(Settings settings, PromptLibrary prompts) {
        PromptLengths lengths =
                (language, name) ->
                        prompts.find(name, language)
                                .map(prompt -> Duration.ofMillis(prompt.length() / SAMPLES_PER_MS))
                                .orElseGet(() -> PromptLengths.ONE_SECOND.of(language, name));
        return new TrialHouse(
                settings.club().timeZone(), lengths, time -> services(settings.calendars(), time));
    }

    /** Calendars answer for themselves; nobody has closed one at once. */
    private static Map<String, ScriptService> services(Calendars calendars, InstantSource time) {
        return Map.of(
                CalendarService.NAME,
                new CalendarService(
                        name -> calendars.find(name).map(found -> found.at(time.instant()))));
    }
}
