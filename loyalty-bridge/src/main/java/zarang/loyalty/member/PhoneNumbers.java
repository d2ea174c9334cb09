package zarang.loyalty.member;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import zarang.call.PhoneNumber;
import zarang.call.WrittenNumber;

/**
 * Reads telephone numbers as people and trunks write them, in any script's digits: {@code 0912 123
 * 4567}, {@code +98912…}, {@code 0098912…}, {@code 98912…} and {@code ۰۹۱۲…} are one number. An
 * extension is none.
 *
 * <p>Regulators open prefixes faster than numbering plans are published (0941 and 0995 in Iran), so
 * a number that has the length of the country's mobile numbers counts, whether the plan knows its
 * prefix or not. Of all other lengths only those that the plan knows count: an extension such as
 * 1000 also has a "possible" length in many countries.
 */
public final class PhoneNumbers {
    /** 15 digits, a prefix, and as many separators and direction marks. */
    private static final int WRITTEN_MAX = 64;

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private final String region;
    private final Optional<String> trunkPrefix;

    /**
     * Reads the region's numbering plan now, so that no call waits for it.
     *
     * @param region where a number without a country code belongs; ISO 3166, such as {@code IR}
     * @throws IllegalArgumentException no such region
     */
    public PhoneNumbers(String region) {
        if (!isRegion(region)) {
            throw new IllegalArgumentException(
                    "no numbering plan for region '" + region + "' (two letters, such as IR)");
        }
        this.region = region;
        this.trunkPrefix =
                Optional.ofNullable(
                        PLANS.getNddPrefixForRegion(region, /* stripNonDigits= */ true));
        Phonenumber.PhoneNumber example = PLANS.getExampleNumber(region);
        if (example != null) {
            parse(PLANS.format(example, PhoneNumberFormat.NATIONAL));
        }
    }

    /** Whether there is a numbering plan for it, as for {@code IR}. */
    public static boolean isRegion(String region) {
        return PLANS.getSupportedRegions().contains(region);
    }

    /** The number, or empty if it is none. Any thread, no I/O. */
    public Optional<PhoneNumber> parse(String written) {
        return digits(written).flatMap(this::known);
    }

    /**
     * The number that a message means. A local number of some domain's own plan counts only if it
     * begins with this region's trunk prefix: written like that it is a whole national number, and
     * carriers put their own name there; anything shorter could be of any country.
     */
    public Optional<PhoneNumber> parse(WrittenNumber written) {
        String text = written.text();
        boolean whole =
                !written.ofDomain()
                        || text.startsWith("+")
                        || (trunkPrefix.isPresent() && text.startsWith(trunkPrefix.get()));
        return whole ? parse(text) : Optional.empty();
    }

    /**
     * One spelling for every way of writing a number that is dialled: E.164, or for a short number
     * such as 1000, which no plan knows, its digits; for a name, the name.
     */
    public String canonical(String dialled) {
        return parse(dialled)
                .map(PhoneNumber::e164)
                .or(() -> digits(dialled).filter(digits -> !digits.isEmpty()))
                .orElse(dialled);
    }

    private Optional<PhoneNumber> known(String digits) {
        try {
            Phonenumber.PhoneNumber number = PLANS.parse(digits, region);
            return PLANS.isValidNumber(number) || isOfANewPrefix(number)
                    ? Optional.of(new PhoneNumber(PLANS.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /**
     * A national number that begins with the trunk prefix (the 0 of 0912) has lost a digit: the
     * parser takes the prefix for a digit of the number to get to a length that is possible.
     */
    private static boolean isOfANewPrefix(Phonenumber.PhoneNumber number) {
        String country = PLANS.getRegionCodeForCountryCode(number.getCountryCode());
        String trunkPrefix = PLANS.getNddPrefixForRegion(country, /* stripNonDigits= */ true);
        boolean prefixed =
                trunkPrefix != null
                        && PLANS.getNationalSignificantNumber(number).startsWith(trunkPrefix);
        return !prefixed
                && PLANS.isPossibleNumberForTypeWithReason(number, PhoneNumberType.MOBILE)
                        == ValidationResult.IS_POSSIBLE;
    }

    /** ASCII digits with at most a leading plus; empty if there is anything that is no number. */
    private static Optional<String> digits(String written) {
        if (written.length() > WRITTEN_MAX) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            } else if ((c == '+' || c == '＋') && digits.isEmpty()) {
                digits.append('+');
            } else if (!isSeparator(c)) {
                return Optional.empty();
            }
        }
        return Optional.of(digits.toString());
    }

    private static boolean isSeparator(char c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION -> true;
            // Direction marks and joiners that come along when Persian text is copied.
            case Character.FORMAT -> true;
            default -> c == '(' || c == ')' || c == '.' || c == '/' || c == '\t';
        };
    }
}
