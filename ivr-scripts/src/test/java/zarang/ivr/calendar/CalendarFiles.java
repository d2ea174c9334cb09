package zarang.ivr.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import zarang.config.ConfigReader;
import zarang.config.KnownKeys;
import zarang.config.Machine;

/** A calendars.yaml as the server reads it. */
final class CalendarFiles {
    private CalendarFiles() {}

    /** What a file without a mistake says. */
    static Calendars good(Path folder, String text) {
        ConfigReader reading = reader(folder, text);
        Calendars calendars = new CalendarsReader(reading, number -> number).calendars();
        assertThat(reading.lines()).isEmpty();
        return calendars;
    }

    /** What is wrong with a file. */
    static List<String> faults(Path folder, String text) {
        ConfigReader reading = reader(folder, text);
        new CalendarsReader(reading, number -> number).calendars();
        return reading.lines().stream()
                .map(line -> line.substring(line.indexOf(CalendarKeys.FILE)))
                .toList();
    }

    private static ConfigReader reader(Path folder, String text) {
        try {
            Files.writeString(folder.resolve(CalendarKeys.FILE), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ConfigReader reading =
                new ConfigReader(
                        new KnownKeys(List.of(CalendarKeys.table())),
                        folder,
                        Machine.here(),
                        folder);
        reading.take(List.of());
        return reading;
    }
}
