package zarang.loyalty.points;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account says of itself at one moment. Every change appends to the ledger, so two of these
 * are equal only if nothing changed in between.
 *
 * @param available hundredths of a point, as written
 * @param forgotten ledger id of the last event that is no longer in {@code seen}
 * @param last ledger id of the newest entry, empty if there is none
 */
record AccountState(
        String available,
        String held,
        String debt,
        Optional<String> forgotten,
        String last,
        long entries,
        long lots,
        long seen) {
    /** What is no sum of points, a line each. */
    Optional<String> damage() {
        return number(available) == null || number(held) == null || number(debt) == null
                ? Optional.of("the account holds what is no number")
                : Optional.empty();
    }

    List<Amount> amounts() {
        return List.of(
                new Amount("available", availableSum()),
                new Amount("held", heldSum()),
                new Amount("debt", debtSum()));
    }

    record Amount(String what, long hundredths) {}

    long availableSum() {
        return sum(available);
    }

    long heldSum() {
        return sum(held);
    }

    long debtSum() {
        return sum(debt);
    }

    private static long sum(String written) {
        Long value = number(written);
        return value == null ? 0 : value;
    }

    /** Nothing if it is no number. */
    static @Nullable Long number(@Nullable String written) {
        try {
            return written == null ? null : Long.valueOf(written);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
