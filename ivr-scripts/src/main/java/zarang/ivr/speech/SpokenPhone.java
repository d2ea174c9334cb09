package zarang.ivr.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/**
 * Telephone numbers, in the groups in which people write them down, with a pause between. Numbers
 * of the own country are spoken as they are dialled there. Immutable, any thread.
 *
 * @param country its code, such as 98
 * @param trunk what is dialled before a number of the own country, such as 0
 * @param ways of grouping, such as {@code 09xx xxx xx xx}; the first one that fits counts
 * @param numbersRead whether a group is read as a number (after its zeros), or digit by digit
 */
record SpokenPhone(
        String country,
        String trunk,
        List<Way> ways,
        boolean numbersRead,
        SpokenDigits digits,
        SpokenNumbers numbers) {
    private static final Pattern WAY = Pattern.compile("[0-9x]+( [0-9x]+)*");
    private static final Pattern CODE = Pattern.compile("[0-9]{1,4}");

    /** What is dialled before a country's code (ITU-T E.164). */
    private static final String ABROAD = "00";

    /** Where no way fits. */
    private static final int PAIR = 2;

    /** A number's digits, {@code x} for any, and the lengths of its groups. */
    record Way(String digits, List<Integer> groups) {
        static Way of(String written) {
            List<Integer> groups = new ArrayList<>();
            for (String group : written.split(" ", -1)) {
                groups.add(group.length());
            }
            return new Way(written.replace(" ", ""), groups);
        }

        boolean fits(String number) {
            if (number.length() != digits.length()) {
                return false;
            }
            for (int i = 0; i < number.length(); i++) {
                if (digits.charAt(i) != 'x' && digits.charAt(i) != number.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    static Optional<SpokenPhone> read(YamlMap root, SpokenDigits digits, SpokenNumbers numbers) {
        Optional<YamlMap> part =
                RulesReader.part(root, "phone", Set.of("country", "trunk", "groups", "read"));
        if (part.isEmpty()
                || !RulesReader.hasAll(part.get(), List.of("country", "groups", "read"))) {
            return Optional.empty();
        }
        YamlMap phone = part.get();
        List<Way> ways = new ArrayList<>();
        for (YamlNode node : phone.list("groups").map(YamlList::items).orElse(List.of())) {
            Optional<String> written = node.text();
            if (written.isPresent() && WAY.matcher(written.get()).matches()) {
                ways.add(Way.of(written.get()));
            } else {
                node.expected("digits in groups, such as 09xx xxx xx xx");
            }
        }
        boolean asNumbers = phone.text("read").filter("numbers"::equals).isPresent();
        if (!asNumbers && phone.text("read").filter("digits"::equals).isEmpty()) {
            phone.refuse("read", "is neither numbers nor digits");
        }
        return Optional.of(
                new SpokenPhone(
                        code(phone, "country"),
                        phone.has("trunk") ? code(phone, "trunk") : "",
                        List.copyOf(ways),
                        asNumbers,
                        digits,
                        numbers));
    }

    private static String code(YamlMap phone, String key) {
        return phone.get(key)
                .flatMap(node ->
                        node.parsed(
                                "digits such as 98",
                                text ->
                                        CODE.matcher(text).matches()
                                                ? Optional.of(text)
                                                : Optional.empty()))
                .orElse("");
    }

    /**
     * @param written in any way of writing a number, digits of any script; what is no digit is
     *     passed over
     */
    void say(String written, List<String> prompts) {
        String number = Numerals.ascii(written);
        boolean international = number.startsWith("+");
        String dialled = Numerals.digits(number);
        if (international && dialled.startsWith(country)) {
            dialled = trunk + dialled.substring(country.length());
        } else if (dialled.startsWith(ABROAD + country)) {
            dialled = trunk + dialled.substring(ABROAD.length() + country.length());
        } else if (international) {
            digits.say("+", 0, prompts);
        }
        int at = 0;
        for (int group : groups(dialled)) {
            if (at > 0) {
                prompts.add(digits.pause());
            }
            group(dialled.substring(at, at + group), prompts);
            at += group;
        }
    }

    private List<Integer> groups(String number) {
        for (Way way : ways) {
            if (way.fits(number)) {
                return way.groups();
            }
        }
        List<Integer> groups = new ArrayList<>();
        int left = number.length();
        if (left % PAIR == 1) {
            groups.add(Math.min(left, PAIR + 1));
            left -= groups.getFirst();
        }
        for (; left > 0; left -= PAIR) {
            groups.add(PAIR);
        }
        return groups;
    }

    private void group(String group, List<String> prompts) {
        int zeros = 0;
        while (numbersRead && zeros < group.length() && group.charAt(zeros) == '0') {
            zeros++;
        }
        if (!numbersRead) {
            digits.say(group, 0, prompts);
            return;
        }
        digits.say(group.substring(0, zeros), 0, prompts);
        if (zeros < group.length()) {
            numbers.rules()
                    .say(PhraseReader.CARDINAL, Long.parseLong(group.substring(zeros)), prompts);
        }
    }

    void vocabulary(SpokenPrompts words) {
        digits.vocabulary(words);
        if (numbersRead) {
            numbers.rules().vocabulary(PhraseReader.CARDINAL, 9_999, words);
        }
    }
}
