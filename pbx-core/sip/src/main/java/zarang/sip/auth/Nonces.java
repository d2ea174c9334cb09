package zarang.sip.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import zarang.call.loop.ControlLoop;

/**
 * Nonces that need no memory until somebody has proved a password with one: time and a serial, and
 * an HMAC over both. Only a used nonce is remembered, with its highest count, and at most {@code
 * usedMax} of them: when the oldest is forgotten, every nonce of its age or older counts as stale,
 * so that forgetting never lets a replay in.
 *
 * <p>The time is the loop's monotonic one: a wall clock that is set back would make an aged nonce
 * young again, and one that is set forward would forget the counts of young ones.
 */
final class Nonces {
    private static final int PLAIN = 16;
    private static final int TAG = 16;

    /** What a nonce and its count are worth. */
    enum State {
        FRESH,
        /** Ours, but too old or its count was seen: ask again with {@code stale=true}. */
        STALE,
        REPLAYED,
        FOREIGN
    }

    /** ns since these nonces were begun, and what tells two of the same moment apart. */
    private record Issued(long nanos, long serial) {}

    private final ControlLoop loop;
    private final long begun;
    private final RandomGenerator random;
    private final SecretKeySpec key;
    private final Duration age;
    private final int usedMax;
    private final TreeMap<Issued, Long> used =
            new TreeMap<>(
                    Comparator.comparingLong(Issued::nanos).thenComparingLong(Issued::serial));
    private long forgottenUntil = Long.MIN_VALUE;

    Nonces(ControlLoop loop, RandomGenerator random, Duration age, int usedMax) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        this.loop = loop;
        this.begun = loop.nanos();
        this.random = random;
        this.age = age;
        this.usedMax = usedMax;
    }

    String next() {
        byte[] plain = ByteBuffer.allocate(PLAIN).putLong(now()).putLong(random.nextLong()).array();
        byte[] nonce = ByteBuffer.allocate(PLAIN + TAG).put(plain).put(tag(plain)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    /** Whether the nonce is ours and young, and that count of it was not used. Changes nothing. */
    State check(String nonce, long count) {
        byte[] bytes = decode(nonce);
        if (bytes.length != PLAIN + TAG) {
            return State.FOREIGN;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] plain = new byte[PLAIN];
        byte[] tag = new byte[TAG];
        buffer.get(plain).get(tag);
        if (!MessageDigest.isEqual(tag, tag(plain))) {
            return State.FOREIGN;
        }
        Issued issued = issued(bytes);
        Long seen = used.get(issued);
        boolean old = now() - issued.nanos() > age.toNanos();
        if (old || (seen == null && issued.nanos() <= forgottenUntil)) {
            return State.STALE;
        }
        return seen != null && count <= seen ? State.REPLAYED : State.FRESH;
    }

    /** Remembers the count of a nonce that {@link #check} found fresh. */
    void use(String nonce, long count) {
        long oldest = now() - age.toNanos();
        while (!used.isEmpty() && used.firstKey().nanos() < oldest) {
            used.pollFirstEntry();
        }
        used.put(issued(decode(nonce)), count);
        if (used.size() > usedMax) {
            forgottenUntil = Math.max(forgottenUntil, used.pollFirstEntry().getKey().nanos());
        }
    }

    /** When a nonce of ours was given out, in the loop's time. */
    long issuedAtNanos(String nonce) {
        return begun + issued(decode(nonce)).nanos();
    }

    private long now() {
        return loop.nanos() - begun;
    }

    int used() {
        return used.size();
    }

    private static Issued issued(byte[] nonce) {
        ByteBuffer buffer = ByteBuffer.wrap(nonce);
        return new Issued(buffer.getLong(), buffer.getLong());
    }

    private static byte[] decode(String nonce) {
        try {
            return Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] tag(byte[] plain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return ByteBuffer.allocate(TAG).put(mac.doFinal(plain), 0, TAG).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
