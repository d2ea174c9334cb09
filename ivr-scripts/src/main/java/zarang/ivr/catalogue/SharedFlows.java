package zarang.ivr.catalogue;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisLink;
import zarang.redis.Sha256;

/**
 * The published versions of every flow in Redis, the same for all processes that share it: a text
 * has one number, given by an atomic function ({@code flow.lua}). What is put in use here or
 * elsewhere is copied to the disk of this process; while Redis is away at a start, the scripts of
 * that copy run under the numbers that they have. Nothing can be published meanwhile.
 *
 * <p>Redis keeps {@value #KEPT} versions of a flow and the one in use. A Redis that lost everything
 * is told the numbers of the copies.
 */
public final class SharedFlows implements FlowStore {
    private static final Logger log = LoggerFactory.getLogger(SharedFlows.class);
    private static final int KEPT = 50;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration COMES_UP = Duration.ofSeconds(2);
    private static final String CURRENT = "{flows}:current";

    /** Of a version, and of how often another came in front. */
    private static final Pattern IS_NUMBER = Pattern.compile("[0-9]{1,9}");

    private static final String TEXT = "t:";
    private static final String NOTE = "n:";
    private static final String NUMBER = "h:";
    private static final String ROUND = "#round";

    /**
     * What all processes are to play.
     *
     * @param round grows each time that a version is put in use, be it the same again
     * @param numbers of the versions in use, by flow
     */
    public record InUse(long round, Map<String, Integer> numbers) {
        public InUse {
            numbers = Map.copyOf(numbers);
        }
    }

    private final RedisLink redis;
    private final FlowVersions disk;

    /** Flows that the disk gave at the start, because Redis was away. */
    private final Set<String> unsettled = ConcurrentHashMap.newKeySet();

    /**
     * Asks nothing yet.
     *
     * @param redis a link that was opened with {@link #library}
     * @param disk this process' copy
     */
    public SharedFlows(RedisLink redis, FlowVersions disk) {
        this.redis = redis;
        this.disk = disk;
    }

    /** The functions, to be given to {@link RedisLink#open}. */
    public static FunctionLibrary library() {
        return FunctionLibrary.ofResource(SharedFlows.class, "flow.lua");
    }

    @Override
    public FlowVersion publish(String flow, String text, String by) throws IOException {
        return put(flow, text, by, false);
    }

    /**
     * The version that a start puts in use, also while Redis is away: then what this process played
     * last, or if it never played this flow, the text itself.
     */
    @Override
    public FlowVersion atStart(String flow, String text) throws IOException {
        awaitUp();
        try {
            FlowVersion version = put(flow, text, START, true);
            unsettled.remove(flow);
            return version;
        } catch (IOException away) {
            unsettled.add(flow);
            Optional<FlowVersion> last = disk.current(flow);
            FlowVersion version = last.isPresent() ? last.get() : disk.atStart(flow, text);
            log.warn(
                    "flow.from-disk flow={} version={} folder-differs={}: {}; the folder's is"
                            + " looked at again when Redis is back",
                    flow,
                    version.number(),
                    !version.text().equals(text),
                    away.getMessage());
            return version;
        }
    }

    private FlowVersion put(String flow, String text, String by, boolean start) throws IOException {
        String sha = Sha256.of(text);
        String lines = isKept(flow, sha) ? "0 0" : FlowDiff.counts(textInUse(flow), text);
        List<Object> answer =
                answer(
                        redis.fcall(
                                "zarang_flow_publish",
                                ScriptOutputType.MULTI,
                                LIMIT,
                                keys(flow),
                                flow,
                                sha,
                                text,
                                Integer.toString(disk.numberOf(flow, text)),
                                Integer.toString(disk.highest(flow)),
                                Integer.toString(KEPT),
                                start ? "1" : "0",
                                lines + " " + by));
        FlowVersion version = version(flow, answer);
        disk.copy(version);
        return version;
    }

    /** Then it is no new version, and what it changed is known. */
    private boolean isKept(String flow, String sha) throws IOException {
        return this.<Boolean>answer(
                redis.run(LIMIT, c -> c.hexists(keys(flow).get(1), NUMBER + sha)));
    }

    /** Empty if none is in use. */
    private String textInUse(String flow) throws IOException {
        Integer number = inUse().numbers().get(flow);
        return number == null ? "" : find(flow, number).map(FlowVersion::text).orElse("");
    }

    @Override
    public Optional<FlowVersion> before(String flow) throws IOException {
        List<Object> answer =
                answer(
                        redis.fcall(
                                "zarang_flow_before",
                                ScriptOutputType.MULTI,
                                LIMIT,
                                keys(flow),
                                flow));
        return answer.isEmpty() ? Optional.empty() : Optional.of(version(flow, answer));
    }

    @Override
    public void use(FlowVersion version) throws IOException {
        long used =
                this.<Long>answer(
                        redis.fcall(
                                "zarang_flow_use",
                                ScriptOutputType.INTEGER,
                                LIMIT,
                                keys(version.flow()),
                                version.flow(),
                                Integer.toString(version.number())));
        if (used == 0) {
            throw new IOException(
                    "version " + version.number() + " of " + version.flow() + " is not kept");
        }
        disk.copy(version);
    }

    /** Whether the last start was Redis' word, and not the disk's because Redis was away. */
    public boolean isSettled() {
        return unsettled.isEmpty();
    }

    /** Tells a Redis that lost a flow what this process plays of it, and under which number. */
    public void restore(String flow) throws IOException {
        Optional<FlowVersion> ours = disk.current(flow);
        if (ours.isPresent()) {
            put(flow, ours.get().text(), START, true);
        }
    }

    /** What is in use, whoever put it there; what is no number is as good as not there. */
    public InUse inUse() throws IOException {
        Map<String, String> written = answer(redis.run(LIMIT, c -> c.hgetall(CURRENT)));
        Map<String, Integer> numbers = new TreeMap<>();
        written.forEach((flow, number) -> {
            if (!flow.equals(ROUND) && IS_NUMBER.matcher(number).matches()) {
                numbers.put(flow, Integer.parseInt(number));
            }
        });
        String round = written.getOrDefault(ROUND, "0");
        return new InUse(IS_NUMBER.matcher(round).matches() ? Long.parseLong(round) : 0, numbers);
    }

    @Override
    public List<KeptVersion> kept(String flow) throws IOException {
        String key = keys(flow).get(1);
        List<String> fields = answer(redis.run(LIMIT, c -> c.hkeys(key)));
        List<Integer> numbers =
                fields.stream()
                        .filter(field -> field.startsWith(TEXT))
                        .map(field -> field.substring(TEXT.length()))
                        .filter(number -> IS_NUMBER.matcher(number).matches())
                        .map(Integer::parseInt)
                        .sorted()
                        .toList();
        if (numbers.isEmpty()) {
            return List.of();
        }
        String[] notes = numbers.stream().map(number -> NOTE + number).toArray(String[]::new);
        List<KeyValue<String, String>> said = answer(redis.run(LIMIT, c -> c.hmget(key, notes)));
        List<KeptVersion> kept = new ArrayList<>();
        for (int i = 0; i < notes.length; i++) {
            kept.add(KeptVersion.of(numbers.get(i), said.get(i).getValueOrElse("")));
        }
        return kept;
    }

    @Override
    public Optional<FlowVersion> find(String flow, int number) throws IOException {
        return Optional.ofNullable(
                        this.<String>answer(
                                redis.run(LIMIT, c -> c.hget(keys(flow).get(1), TEXT + number))))
                .map(text -> new FlowVersion(flow, number, text));
    }

    /** Notes on disk what another process put in use, once it is played here. */
    public void played(FlowVersion version) throws IOException {
        disk.copy(version);
    }

    private void awaitUp() {
        if (!redis.isUp()) {
            CompletableFuture<Boolean> up = new CompletableFuture<>();
            redis.onUp(() -> up.complete(true));
            up.completeOnTimeout(false, COMES_UP.toMillis(), TimeUnit.MILLISECONDS).join();
        }
    }

    private <T> T answer(CompletionStage<T> reply) throws IOException {
        try {
            return reply.toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw new IOException(
                    "Redis, which numbers the versions for all processes, does not answer",
                    failure.getCause());
        }
    }

    private static FlowVersion version(String flow, List<Object> answer) {
        return new FlowVersion(flow, ((Long) answer.get(0)).intValue(), (String) answer.get(1));
    }

    private static List<String> keys(String flow) {
        return List.of(CURRENT, "{flows}:of:" + flow);
    }
}
