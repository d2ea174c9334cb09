package zarang.journal;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.journal.JournalEntry;

/** Facts of every kind with arbitrary content, made from what their records are made of. */
public final class Facts {
    private static final String LETTERS = "aZ0 \"\\\n\u0000\u200cزرنگ😀{}:,";

    private final RandomGenerator random;
    private final FactTypes types;

    /** Facts of calls. */
    public Facts(RandomGenerator random) {
        this(random, Calls.TYPES);
    }

    public Facts(RandomGenerator random, FactTypes types) {
        this.random = random;
        this.types = types;
    }

    /** An entry about a call whose fact may be of any kind. */
    public JournalEntry entry() {
        Instant at = time();
        return new JournalEntry("x" + text(), CallId.next(at, random), at, fact());
    }

    /** A fact of any kind. */
    public Fact fact() {
        List<Fact> kinds = everyKind();
        return kinds.get(random.nextInt(kinds.size()));
    }

    /** One fact of each kind. */
    public List<Fact> everyKind() {
        return types.all().stream().map(type -> (Fact) of(type)).toList();
    }

    /** A fact of this kind. */
    private <F> F of(FactType<F> type) {
        return type.kind().cast(any(type.kind()));
    }

    private Object any(Type type) {
        if (type instanceof ParameterizedType optional) {
            Object value = any(optional.getActualTypeArguments()[0]);
            return random.nextBoolean() ? Optional.of(value) : Optional.empty();
        }
        Class<?> kind = (Class<?>) type;
        return switch (kind.getSimpleName()) {
            case "String" -> text();
            case "int" -> random.nextInt();
            case "long", "Long" -> random.nextLong();
            case "boolean" -> random.nextBoolean();
            case "Instant" -> time();
            case "PhoneNumber" -> new PhoneNumber("+98912" + random.nextInt(1_000_000, 9_999_999));
            case "CallId" -> CallId.next(time(), random);
            case "MemberId" -> new MemberId("m" + random.nextInt(1_000_000));
            case "QueueName" -> new QueueName("q" + random.nextInt(100));
            case "AgentId" -> new AgentId(Integer.toString(random.nextInt(1000, 9999)));
            case "Tier" -> List.of(Tier.BRONZE, Tier.SILVER, Tier.GOLD).get(random.nextInt(3));
            default -> kind.isEnum() ? constant(kind) : record(kind);
        };
    }

    private Object constant(Class<?> kind) {
        Object[] all = kind.getEnumConstants();
        return all[random.nextInt(all.length)];
    }

    private Object record(Class<?> kind) {
        RecordComponent[] parts = kind.getRecordComponents();
        Class<?>[] of = Stream.of(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(parts).map(part -> any(part.getGenericType())).toArray();
        try {
            Constructor<?> made = kind.getDeclaredConstructor(of);
            made.setAccessible(true);
            return made.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(kind + " cannot be made of any values", e);
        }
    }

    private Instant time() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1 << 29));
    }

    private String text() {
        int[] points = LETTERS.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, points.length)
                .map(i -> points[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
