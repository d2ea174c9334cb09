package zarang.ivr.speech;

/** What can be said; each kind asks for prompts of its own. */
public enum SpeechKind {
    NUMBER("numbers"),
    ORDINAL("ordinal numbers"),
    PERCENT("percentages"),
    MONEY("amounts of money"),
    /** In the calendar that is usual in the language. */
    DATE("dates"),
    JALALI_DATE("dates of the Jalali calendar"),
    GREGORIAN_DATE("dates of the Gregorian calendar"),
    TIME("times of day"),
    PHONE("telephone numbers"),
    DIGITS("digits"),
    DURATION("durations"),
    /** Where a caller stands in a queue, and for how long it may wait. */
    PLACE("places in a queue");

    private final String words;

    SpeechKind(String words) {
        this.words = words;
    }

    /** For people, in the plural. */
    public String words() {
        return words;
    }
}
