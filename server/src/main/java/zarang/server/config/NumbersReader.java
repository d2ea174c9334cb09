package zarang.server.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import zarang.loyalty.member.PhoneNumbers;

/** Reads which script answers which number. A number is one however it is written. */
final class NumbersReader {
    private final Reading reading;
    private final PhoneNumbers plan;

    /**
     * @param region where a number without a country code belongs
     */
    NumbersReader(Reading reading, String region) {
        this.reading = reading;
        this.plan = new PhoneNumbers(region);
    }

    /** The script of each number, as written; the shipped one if there is none. */
    Map<String, String> numbers() {
        Map<String, String> scripts = new LinkedHashMap<>();
        Map<String, String> spellings = new HashMap<>();
        for (String dialled : reading.names("numbers")) {
            String before = spellings.putIfAbsent(plan.canonical(dialled), dialled);
            if (before == null) {
                reading.get(ServerKeys.NUMBER, dialled)
                        .ifPresent(script -> scripts.put(dialled, script));
            } else {
                reading.refuse(
                        ServerKeys.NUMBER,
                        "is the same number as '"
                                + before
                                + "' at "
                                + reading.place(ServerKeys.NUMBER, before)
                                + ", expected each number once",
                        dialled);
            }
        }
        if (reading.names("numbers").isEmpty()) {
            scripts.put("1000", "hotline");
        }
        return scripts;
    }
}
