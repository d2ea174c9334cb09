package zarang.ivr.keys;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import zarang.config.ConfigReader;

/** Reads which script answers which number. A number is one however it is written. */
public final class NumbersReader {
    private final ConfigReader reading;
    private final UnaryOperator<String> canonical;

    /**
     * @param canonical gives every way of writing a number the same text
     */
    public NumbersReader(ConfigReader reading, UnaryOperator<String> canonical) {
        this.reading = reading;
        this.canonical = canonical;
    }

    /** The script of each number, as written; the shipped one if there is none. */
    public Map<String, String> numbers() {
        Map<String, String> scripts = new LinkedHashMap<>();
        Map<String, String> spellings = new HashMap<>();
        for (String dialled : reading.names("numbers")) {
            String before = spellings.putIfAbsent(canonical.apply(dialled), dialled);
            if (before == null) {
                reading.get(IvrKeys.NUMBER, dialled)
                        .ifPresent(script -> scripts.put(dialled, script));
            } else {
                reading.refuse(
                        IvrKeys.NUMBER,
                        "is the same number as '"
                                + before
                                + "' at "
                                + reading.place(IvrKeys.NUMBER, before)
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
