package zarang.ivr.speech;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zarang.call.queue.WaitBand;
import zarang.yaml.Finding;
import zarang.yaml.Parsed;
import zarang.yaml.YamlDocument;
import zarang.yaml.YamlMap;

/**
 * What a language says for numbers, money, dates and the like: rows of prompts, each a word or a
 * few. 21 is {@code num/20 num/and num/1} in Persian and {@code num/20 num/1} in English. The words
 * and their order are data (docs/SPEECH.md). Immutable, any thread; a number takes about a
 * microsecond.
 *
 * <p>What a language has no rules for is an empty row; {@link #vocabulary} is empty then too, so
 * that scripts that ask for it are refused.
 */
public final class Speech {
    static final String FILE = "speech.yaml";

    private static final String ORDINAL = "ordinal";

    /** Read once: they do not change while the process runs. */
    private static final Map<String, Speech> SHIPPED =
            Map.of("fa", shippedAs("fa"), "en", shippedAs("en"));

    private final Map<String, String> words;
    private final SpokenNumbers numbers;
    private final Optional<Counted> percent;
    private final Optional<SpokenMoney> money;
    private final Optional<SpokenDate> dates;
    private final Optional<SpokenTime> times;
    private final Optional<SpokenDigits> digits;
    private final Optional<SpokenPhone> phones;
    private final Optional<SpokenDuration> durations;
    private final Optional<SpokenPlace> places;
    private final Map<SpeechKind, Set<String>> vocabulary = new EnumMap<>(SpeechKind.class);

    /** What is wrong with the rules becomes a finding of their file. */
    private Speech(String language, SpeechRules parts) {
        YamlMap rules = parts.rest();
        this.words = Map.copyOf(parts.words());
        this.numbers = parts.numbers();
        percent = Counted.read(rules, "percent", language, numbers.rules());
        money = SpokenMoney.read(rules, language, numbers);
        dates = SpokenDate.read(rules, numbers);
        times = SpokenTime.read(rules, numbers);
        digits = SpokenDigits.read(rules, numbers);
        phones = digits.flatMap(each -> SpokenPhone.read(rules, each, numbers));
        durations = SpokenDuration.read(rules, language, numbers);
        places = SpokenPlace.read(rules, language, numbers);
        for (SpeechKind kind : SpeechKind.values()) {
            SpokenPrompts prompts = new SpokenPrompts();
            collect(kind, prompts);
            vocabulary.put(kind, Set.copyOf(prompts.prompts()));
        }
    }

    /**
     * What came of reading rules.
     *
     * @param speech empty where there are none, or where they are wrong
     */
    public record Read(Optional<Speech> speech, List<Finding> findings) {}

    /** The speech of a language that ships, {@code fa} or {@code en}; empty for any other. */
    public static Optional<Speech> shipped(String language) {
        return Optional.ofNullable(SHIPPED.get(language));
    }

    private static Speech shippedAs(String language) {
        String name = language + ".yaml";
        Read read = read(language, YamlDocument.parse(name, SpeechRules.shipped(name)));
        return read.speech()
                .orElseThrow(
                        () -> new IllegalStateException("rules that ship: " + read.findings()));
    }

    /**
     * The speech of a language: by {@value #FILE} in the folder of its prompts, or where there is
     * none, by the rules that ship. Blocks on the file.
     */
    public static Read find(String language, Path folder) {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? read(language, YamlDocument.read(file))
                : new Read(shipped(language), List.of());
    }

    static Read read(String language, Parsed parsed) {
        return switch (parsed) {
            case Parsed.Refused(List<Finding> findings) -> new Read(Optional.empty(), findings);
            case Parsed.Document(YamlDocument document) -> {
                Optional<Speech> speech =
                        SpeechRules.read(language, document)
                                .map(rules -> new Speech(language, rules));
                speech.ifPresent(each -> each.eachPromptHasItsWord(document.root()));
                boolean wrong = document.findings().hasErrors();
                yield new Read(wrong ? Optional.empty() : speech, document.findings().list());
            }
        };
    }

    /** A prompt without its word is mostly one that was misspelt. */
    private void eachPromptHasItsWord(YamlMap root) {
        Set<String> asked = vocabulary();
        asked.removeAll(words.keySet());
        if (!asked.isEmpty()) {
            root.refuse("words", "lacks the word of " + String.join(", ", asked));
        }
    }

    /**
     * A number: "minus three and a half", "more than" the highest one that can be spoken. Decimals
     * without words are cut off.
     */
    public List<String> number(BigDecimal number) {
        List<String> prompts = new ArrayList<>();
        numbers.say(number, prompts);
        return prompts;
    }

    /** A place in an order: "third". Decimals are cut off. */
    public List<String> ordinal(BigDecimal number) {
        List<String> prompts = new ArrayList<>();
        if (numbers.rules().has(ORDINAL)) {
            numbers.say(number.setScale(0, RoundingMode.DOWN), ORDINAL, prompts);
        }
        return prompts;
    }

    /** "twelve and a half per cent" for 12.5. */
    public List<String> percent(BigDecimal number) {
        List<String> prompts = new ArrayList<>();
        percent.ifPresent(each -> numbers.say(number, each, prompts));
        return prompts;
    }

    /**
     * Money.
     *
     * @param unit by its name in the rules, such as {@code toman}; what makes no whole one is
     *     spoken in rial
     */
    public List<String> money(long rials, String unit) {
        List<String> prompts = new ArrayList<>();
        money.ifPresent(each -> each.say(rials, unit, prompts));
        return prompts;
    }

    /**
     * A date.
     *
     * @param calendar empty for the one that is usual in the language
     */
    public List<String> date(
            LocalDate date, Optional<DateCalendar> calendar, boolean weekday, boolean year) {
        List<String> prompts = new ArrayList<>();
        dates.ifPresent(
                each -> each.say(date, calendar.orElse(each.usual()), weekday, year, prompts));
        return prompts;
    }

    /** A time of day, to the minute. */
    public List<String> time(LocalTime time) {
        List<String> prompts = new ArrayList<>();
        times.ifPresent(each -> each.say(time, prompts));
        return prompts;
    }

    /** A telephone number however it is written, in groups. */
    public List<String> phone(String number) {
        List<String> prompts = new ArrayList<>();
        phones.ifPresent(each -> each.say(number, prompts));
        return prompts;
    }

    /**
     * Digits, one by one.
     *
     * @param group how many to a pause; 0 for none
     */
    public List<String> digits(String text, int group) {
        List<String> prompts = new ArrayList<>();
        digits.ifPresent(each -> each.say(text, group, prompts));
        return prompts;
    }

    /**
     * A span of time.
     *
     * @param units how many of days, hours, minutes, seconds at most: two of 3725 s are "one hour
     *     and two minutes"
     */
    public List<String> duration(Duration span, int units) {
        List<String> prompts = new ArrayList<>();
        durations.ifPresent(each -> each.say(span, units, prompts));
        return prompts;
    }

    /**
     * Where a caller stands in a queue: "you are third in line".
     *
     * @param position 1 for the one to be served next
     */
    public List<String> position(int position) {
        List<String> prompts = new ArrayList<>();
        places.ifPresent(each -> each.position(position, prompts));
        return prompts;
    }

    /** How long a caller may wait: "the wait is between five and ten minutes". */
    public List<String> wait(WaitBand band) {
        List<String> prompts = new ArrayList<>();
        places.ifPresent(each -> each.band(band, prompts));
        return prompts;
    }

    /** Every prompt that a kind can ask for; none where the language cannot say it. */
    public Set<String> vocabulary(SpeechKind kind) {
        return vocabulary.getOrDefault(kind, Set.of());
    }

    /** All prompts of all kinds. */
    public Set<String> vocabulary() {
        Set<String> all = new TreeSet<>();
        vocabulary.values().forEach(all::addAll);
        return all;
    }

    /** What is to be recorded for each prompt. */
    public Map<String, String> words() {
        return words;
    }

    private void collect(SpeechKind kind, SpokenPrompts prompts) {
        switch (kind) {
            case NUMBER -> numbers.vocabulary(PhraseReader.CARDINAL, prompts);
            case ORDINAL -> {
                if (numbers.rules().has(ORDINAL)) {
                    numbers.vocabulary(ORDINAL, prompts);
                }
            }
            case PERCENT -> percent.ifPresent(each -> numbers.vocabulary(each, prompts));
            case MONEY -> money.ifPresent(each -> each.vocabulary(prompts));
            case DATE -> dates.ifPresent(each -> each.vocabulary(each.usual(), prompts));
            case JALALI_DATE ->
                    dates.ifPresent(each -> each.vocabulary(DateCalendar.JALALI, prompts));
            case GREGORIAN_DATE ->
                    dates.ifPresent(each -> each.vocabulary(DateCalendar.GREGORIAN, prompts));
            case TIME -> times.ifPresent(each -> each.vocabulary(prompts));
            case PHONE -> phones.ifPresent(each -> each.vocabulary(prompts));
            case DIGITS -> digits.ifPresent(each -> each.vocabulary(prompts));
            case DURATION -> durations.ifPresent(each -> each.vocabulary(prompts));
            case PLACE -> places.ifPresent(each -> each.vocabulary(prompts));
        }
    }
}
