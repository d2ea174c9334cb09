package zarang.sip.trunk;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import zarang.call.WrittenNumber;

/**
 * How a trunk writes telephone numbers, both ways. Any thread, no I/O.
 *
 * @param region where it is: ISO 3166, such as {@code IR}; empty if no number is rewritten
 * @param form how it wants the numbers that are called
 * @param prefix before each of them, such as a carrier's code; may be empty
 * @param areaCode of a short number that it writes or is called, without the leading zero, such as
 *     {@code 21}; may be empty
 */
public record TrunkNumbers(String region, NumberForm form, String prefix, String areaCode) {
    /** For a trunk of which nothing is said. */
    public static final TrunkNumbers AS_WRITTEN =
            new TrunkNumbers("", NumberForm.AS_WRITTEN, "", "");

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    /** Shorter ones are emergency and service numbers, longer ones have an area code. */
    private static final Pattern LOCAL = Pattern.compile("[1-9][0-9]{5,7}");

    private static final Pattern DIALLABLE = Pattern.compile("\\+?[0-9*#]{1,31}");

    /** The international prefix of most countries, ITU-T E.164.1; also Iran's. */
    private static final String ABROAD = "00";

    /** Whether there is a numbering plan for it, as for {@code IR}. */
    public static boolean isRegion(String region) {
        return PLANS.getSupportedRegions().contains(region);
    }

    /**
     * The number as this trunk wants it called; what no plan knows, such as 110, stays as it is.
     * Empty if it is no number at all: a name cannot be called through a trunk.
     *
     * @param dialled E.164 with its plus, or as it is dialled in this country
     */
    public Optional<String> out(String dialled) {
        if (!DIALLABLE.matcher(dialled).matches()) {
            return Optional.empty();
        }
        Phonenumber.PhoneNumber known = form == NumberForm.AS_WRITTEN ? null : known(dialled);
        return Optional.of(prefix + (known == null ? dialled : written(known)));
    }

    /** The number of a caller as this trunk writes numbers; empty if it is no number. */
    public Optional<String> shown(String caller) {
        return new TrunkNumbers(region, form, "", areaCode).out(caller);
    }

    /** A number of this trunk's with its area code where it lacks one; others as they are. */
    public WrittenNumber in(WrittenNumber number) {
        return areaCode.isEmpty() || !LOCAL.matcher(number.text()).matches()
                ? number
                : Optional.ofNullable(known(number.text()))
                        .map(known ->
                                new WrittenNumber(
                                        PLANS.format(known, PhoneNumberUtil.PhoneNumberFormat.E164),
                                        false))
                        .orElse(number);
    }

    private Phonenumber.@Nullable PhoneNumber known(String dialled) {
        boolean local = !areaCode.isEmpty() && LOCAL.matcher(dialled).matches();
        try {
            Phonenumber.PhoneNumber number =
                    PLANS.parse(local ? zero() + areaCode + dialled : dialled, region);
            return PLANS.isPossibleNumber(number) ? number : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private String zero() {
        return Optional.ofNullable(PLANS.getNddPrefixForRegion(region, /* stripNonDigits= */ true))
                .orElse("");
    }

    private String written(Phonenumber.PhoneNumber number) {
        String national = PLANS.getNationalSignificantNumber(number);
        String whole = number.getCountryCode() + national;
        boolean abroad = number.getCountryCode() != PLANS.getCountryCodeForRegion(region);
        return switch (form) {
            case PLUS -> "+" + whole;
            case E164 -> whole;
            case NATIONAL -> abroad ? ABROAD + whole : zero() + national;
            case STRIP -> abroad ? ABROAD + whole : national;
            case AS_WRITTEN -> throw new IllegalStateException("not rewritten");
        };
    }
}
