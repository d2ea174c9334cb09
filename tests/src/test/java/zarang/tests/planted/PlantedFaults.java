package zarang.tests.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code tests/planted/faults}: blocks of {@code key: text}, a blank line between them. */
final class PlantedFaults {
    private PlantedFaults() {}

    static List<PlantedFault> all() throws IOException {
        List<PlantedFault> faults = new ArrayList<>();
        String text = Files.readString(PlantedFault.HOME.resolve("tests/planted/faults"));
        for (String block : text.split("\n\\s*\n", -1)) {
            Map<String, String> fields = new HashMap<>();
            block.lines()
                    .filter(line -> !line.startsWith("#") && line.contains(":"))
                    .forEach(line -> {
                        int colon = line.indexOf(':');
                        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
                    });
            if (!fields.isEmpty()) {
                faults.add(
                        new PlantedFault(
                                of(fields, "fault"),
                                of(fields, "in"),
                                of(fields, "find"),
                                of(fields, "put"),
                                of(fields, "seen by")));
            }
        }
        return faults;
    }

    private static String of(Map<String, String> fields, String key) {
        String value = fields.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a planted fault without '" + key + "': " + fields);
        }
        return value;
    }
}
