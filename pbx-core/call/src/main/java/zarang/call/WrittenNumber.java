package zarang.call;

/**
 * What a message says where a telephone number belongs. Not yet a number: that takes a numbering
 * plan. Printing it shows its length only, so that a log never holds a caller's number.
 *
 * @param text digits without separators, after a plus if they begin with the country code; or a
 *     name, such as {@code alice}; not empty
 * @param ofDomain whether it counts within the numbers of some domain only, RFC 3966 §5.1.5
 */
public record WrittenNumber(String text, boolean ofDomain) {
    public WrittenNumber {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty number");
        }
    }

    @Override
    public String toString() {
        return "WrittenNumber[" + text.length() + " characters]";
    }
}
