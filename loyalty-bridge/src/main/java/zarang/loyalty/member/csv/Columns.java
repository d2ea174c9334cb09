package zarang.loyalty.member.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.loyalty.member.Spelling;

/**
 * What the columns of a list mean, by its first line.
 *
 * @param size columns that the first line names
 * @param at index of each column that is understood
 * @param ignored names of the others
 * @param problem why the list cannot be read, if so
 */
record Columns(int size, Map<Meaning, Integer> at, List<String> ignored, Optional<String> problem) {
    /** A column's meaning; the first name is shown, all are understood in any spelling. */
    enum Meaning {
        PHONE(
                "phone",
                "number",
                "phone number",
                "mobile",
                "mobile number",
                "mobile phone",
                "cell",
                "cell phone",
                "tel",
                "telephone",
                "شماره",
                "موبایل",
                "تلفن",
                "همراه",
                "شماره موبایل",
                "شماره تلفن",
                "شماره همراه",
                "شماره تماس",
                "شماره تلفن همراه",
                "تلفن همراه",
                "تلفن تماس"),
        NAME(
                "name",
                "full name",
                "first name",
                "member name",
                "customer name",
                "نام",
                "اسم",
                "نام کامل",
                "نام مشتری",
                "نام عضو",
                "نام و نام خانوادگی",
                "نام نام خانوادگی"),
        FAMILY_NAME(
                "last name", "family name", "surname", "family", "نام خانوادگی", "فامیل", "فامیلی"),
        TIER("tier", "level", "سطح", "رده", "سطح عضویت", "سطح باشگاه", "سطح مشتری", "رده عضویت");

        private final String shown;

        @SuppressWarnings("ImmutableEnumChecker") // made once, unmodifiable
        private final Set<String> names;

        Meaning(String... names) {
            shown = names[0];
            this.names =
                    List.of(names).stream()
                            .map(Spelling::folded)
                            .collect(Collectors.toUnmodifiableSet());
        }
    }

    static Columns of(List<String> header) {
        Map<Meaning, Integer> at = new EnumMap<>(Meaning.class);
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            Optional<Meaning> meaning = meaning(header.get(i));
            if (meaning.isEmpty()) {
                ignored.add(shown(header.get(i)));
            } else if (at.putIfAbsent(meaning.get(), i) != null) {
                return refused(
                        "two columns name the "
                                + meaning.get().shown
                                + ": '"
                                + shown(header.get(at.get(meaning.get())))
                                + "' and '"
                                + shown(header.get(i))
                                + "'; leave one of them");
            }
        }
        return at.containsKey(Meaning.PHONE)
                ? new Columns(header.size(), at, List.copyOf(ignored), Optional.empty())
                : refused(
                        "the first line must name the columns: phone (or number, mobile, شماره,"
                                + " موبایل, تلفن …), and name (نام) and tier (سطح) if they are there;"
                                + " it names no phone");
    }

    private static Columns refused(String why) {
        return new Columns(0, Map.of(), List.of(), Optional.of(why));
    }

    private static Optional<Meaning> meaning(String name) {
        String folded = Spelling.folded(name);
        for (Meaning meaning : Meaning.values()) {
            if (meaning.names.contains(folded)) {
                return Optional.of(meaning);
            }
        }
        return Optional.empty();
    }

    /** A list without a first line has numbers there: they are not repeated in a report. */
    private static String shown(String name) {
        String bare = name.strip();
        return bare.codePoints().filter(Character::isDigit).count() > 3 || bare.length() > 40
                ? "…"
                : bare;
    }

    /** Whether the list has such a column. */
    boolean has(Meaning meaning) {
        return at.containsKey(meaning);
    }

    /** The cell of a row; empty if there is no such column, or the row ends before it. */
    Optional<String> cell(List<String> row, Meaning meaning) {
        Integer index = at.get(meaning);
        return index == null || index >= row.size()
                ? Optional.empty()
                : Optional.of(row.get(index));
    }
}
