package zarang.loyalty.member;

import java.time.Instant;
import java.util.random.RandomGenerator;
import zarang.call.MemberId;

/** Makes member ids: 26 characters of Crockford base 32, 48 bits of time and 80 random bits. */
final class MemberIds {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARS = 10;
    private static final int LENGTH = 26;

    private MemberIds() {}

    static MemberId next(Instant now, RandomGenerator random) {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int shift = 5 * (TIME_CHARS - 1); shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) (now.toEpochMilli() >>> shift & 31)));
        }
        while (text.length() < LENGTH) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new MemberId(text.toString());
    }
}
