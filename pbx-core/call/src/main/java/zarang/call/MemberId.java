package zarang.call;

/**
 * A member of the customer club. Says nothing about the person, so it may stand in a log.
 *
 * @param value 1 to 32 letters, digits, dots, dashes or underscores
 */
public record MemberId(String value) {
    public MemberId {
        Names.require("member", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
