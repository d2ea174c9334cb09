package zarang.call.script;

/**
 * Whom a script rings.
 *
 * @param number as it would be dialled: an extension, or a number outside; without separators
 * @param insideOnly whether it may lead to an extension alone, because the caller pressed it: what
 *     strangers press must not cost anything
 */
public record NumberToRing(String number, boolean insideOnly) {
    /** How many they are: it may be the caller's secret. */
    @Override
    public String toString() {
        return "NumberToRing[" + number.length() + " keys]";
    }
}
