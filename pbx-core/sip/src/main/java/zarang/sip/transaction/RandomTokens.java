package zarang.sip.transaction;

import java.util.random.RandomGenerator;

/** Branches, tags and Call-IDs: 128 random bits in hex. RFC 3261 §8.1.1.7 and §19.3. */
record RandomTokens(RandomGenerator random) {
    String next() {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
