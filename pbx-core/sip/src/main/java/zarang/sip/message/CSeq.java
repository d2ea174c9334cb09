package zarang.sip.message;

/**
 * RFC 3261 §20.16.
 *
 * @param number 0 to 2³¹−1
 */
public record CSeq(long number, String method) {
    private static final long MAX = Integer.MAX_VALUE;

    static CSeq parse(String written) {
        int gap = 0;
        while (gap < written.length() && !Tokens.isBlank(written.charAt(gap))) {
            gap++;
        }
        long number = Numbers.bounded(written.substring(0, gap), MAX);
        String method = Methods.shared(written.substring(gap).strip());
        if (number < 0 || !Tokens.isToken(method)) {
            throw new BadSyntax("CSeq");
        }
        return new CSeq(number, method);
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
