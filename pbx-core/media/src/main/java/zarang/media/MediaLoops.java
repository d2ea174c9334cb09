package zarang.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.loop.RealTime;
import zarang.media.port.PortPool;
import zarang.media.prompt.Prompt;
import zarang.media.prompt.PromptLibrary;
import zarang.media.rtp.RtpSender;
import zarang.media.rtp.SourceLock;
import zarang.media.rtp.Strangers;

/** The media threads of a process. Control loop only, but for {@link #counters}. */
public final class MediaLoops implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MediaLoops.class);

    /** Ports tried for one session when other processes hold some of them. */
    private static final int BIND_TRIES = 16;

    /** Ports on which nobody is called: {@link Decoy}. */
    private static final int DECOYS = 4;

    /** Free ports from which on there is room for decoys. */
    private static final int DECOYS_NEED = 32;

    private static final long JOIN_MS = 5000;

    private final MediaSettings settings;
    private final LegPath path;
    private final PromptLibrary prompts;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final PortPool ports;
    private final PortBinder binder;
    private final Strangers strangers;
    private final List<Decoy> decoys = new ArrayList<>();
    private final AtomicInteger decoyCount = new AtomicInteger();
    private final List<MediaLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final LoopTally tally = new LoopTally();
    private int nextLoop;

    private MediaLoops(
            MediaSettings settings,
            LegPath path,
            PromptLibrary prompts,
            RandomGenerator random,
            LongSupplier nanos) {
        this.settings = settings;
        this.path = path;
        this.prompts = prompts;
        this.random = random;
        this.nanos = nanos;
        binder = new PortBinder(settings);
        ports =
                new PortPool(
                        settings.portMin(),
                        settings.portMax(),
                        settings.portRest().toNanos(),
                        random);
        strangers = new Strangers(random.nextLong());
    }

    /**
     * Starts the loops.
     *
     * @param seed gives SSRCs, first sequence numbers and timestamps, and the order of ports; used
     *     by the control loop only
     * @throws UncheckedIOException when the machine gives no selector
     */
    @RealTime
    public static MediaLoops start(
            MediaSettings settings, PromptLibrary prompts, RandomGenerator seed) {
        return start(settings, new LegPath(), prompts, seed);
    }

    /**
     * With other stages.
     *
     * @param path of the packets of every leg
     */
    @RealTime
    static MediaLoops start(
            MediaSettings settings, LegPath path, PromptLibrary prompts, RandomGenerator seed) {
        MediaLoops all = new MediaLoops(settings, path, prompts, seed, System::nanoTime);
        try {
            for (int i = 0; i < settings.loops(); i++) {
                MediaLoop loop = new MediaLoop(settings, all.ports, all.strangers, all.nanos);
                all.loops.add(loop);
                all.threads.add(Thread.ofPlatform().name("media-" + i).daemon().start(loop));
            }
        } catch (IOException e) {
            all.close();
            throw new UncheckedIOException(e);
        }
        all.setDecoys();
        log.info(
                "media.started loops={} bind={} ports={}-{}",
                settings.loops(),
                settings.bind().getHostAddress(),
                settings.portMin(),
                settings.portMax());
        return all;
    }

    /**
     * Opens a session on a free port.
     *
     * @param beside share that session's loop, so that the two can be bridged
     * @return empty when no port is free, or the loop's queue is full; counted
     */
    public Optional<MediaSession> open(MediaListener listener, @Nullable MediaSession beside) {
        MediaLoop loop = loopFor(beside);
        tendDecoys();
        for (int i = 0; i < BIND_TRIES; i++) {
            OptionalInt port = ports.take(nanos.getAsLong());
            if (port.isEmpty()) {
                break;
            }
            DatagramChannel channel = binder.bind(port.getAsInt(), tally);
            if (channel != null) {
                return open(loop, listener, channel, port.getAsInt());
            }
            ports.giveBackUnused(port.getAsInt());
        }
        tally.add(MediaCount.PORTS_EXHAUSTED);
        return Optional.empty();
    }

    private Optional<MediaSession> open(
            MediaLoop loop, MediaListener listener, DatagramChannel channel, int port) {
        MediaLeg leg =
                new MediaLeg(
                        loop.tools(),
                        binder,
                        new LegSocket(loop.tools(), channel, port),
                        listener,
                        new RtpSender(random),
                        new SourceLock(settings.learningWindow().toNanos(), port, strangers),
                        path);
        if (!loop.post(leg, leg::open)) {
            tally.add(MediaCount.COMMANDS_REFUSED);
            PortBinder.close(channel, port);
            ports.giveBackUnused(port);
            return Optional.empty();
        }
        tally.add(MediaCount.SESSIONS_OPENED);
        MediaDescription description =
                new MediaDescription(
                        new InetSocketAddress(settings.advertise(), port),
                        settings.advertiseIpv6().map(own -> new InetSocketAddress(own, port)),
                        settings.codecs());
        return Optional.of(
                new LoopSession(
                        loop, leg, prompts.asNow(), settings.holdMusic(), tally, description));
    }

    /** Lets calls play {@code samples} of 8000 Hz by a name; see {@link PromptLibrary#lend}. */
    public void lend(String name, short[] samples) {
        prompts.lend(name, new Prompt(samples));
    }

    /** Decoys are for a range with room; legs go before them. */
    private void tendDecoys() {
        int free = ports.free(nanos.getAsLong());
        if (free < DECOYS && !decoys.isEmpty()) {
            for (Decoy decoy : decoys) {
                decoy.loop().post(decoy, decoy::close);
            }
            decoys.clear();
            decoyCount.set(0);
        } else if (free >= DECOYS_NEED && decoys.isEmpty()) {
            setDecoys();
        }
    }

    private void setDecoys() {
        for (int i = 0; i < DECOYS && ports.free(nanos.getAsLong()) >= DECOYS_NEED; i++) {
            MediaLoop loop = loops.get(i % loops.size());
            int port = ports.take(nanos.getAsLong()).orElseThrow();
            DatagramChannel channel = binder.bind(port, tally);
            if (channel == null) {
                ports.giveBackUnused(port);
                continue;
            }
            Decoy decoy = new Decoy(loop, channel, port, strangers);
            if (loop.post(decoy, decoy::open)) {
                decoys.add(decoy);
            } else {
                PortBinder.close(channel, port);
                ports.giveBackUnused(port);
            }
        }
        decoyCount.set(decoys.size());
    }

    private MediaLoop loopFor(@Nullable MediaSession beside) {
        if (beside instanceof LoopSession session) {
            return session.loop();
        }
        nextLoop = (nextLoop + 1) % loops.size();
        return loops.get(nextLoop);
    }

    /** Those without which nobody hears anything. Any thread. */
    public List<Thread> threads() {
        return List.copyOf(threads);
    }

    /** A look at the counters. Any thread. */
    public MediaCounters counters() {
        Map<MediaCount, Long> sums = new EnumMap<>(MediaCount.class);
        for (MediaLoop loop : loops) {
            loop.tools().tally().addTo(sums);
        }
        tally.addTo(sums);
        long open =
                sums.getOrDefault(MediaCount.SESSIONS_OPENED, 0L)
                        - sums.getOrDefault(MediaCount.SESSIONS_CLOSED, 0L);
        long now = nanos.getAsLong();
        int free = ports.free(now) + decoyCount.get();
        return new MediaCounters(sums, (int) open, free, ports.resting(now));
    }

    /** Closes all sessions and ends the threads; waits for them, 5 s at most for each. */
    @Override
    public void close() {
        decoys.forEach(decoy -> decoy.loop().post(decoy, decoy::close));
        loops.forEach(MediaLoop::stop);
        for (Thread thread : threads) {
            try {
                if (!thread.join(java.time.Duration.ofMillis(JOIN_MS))) {
                    log.warn("media.loop-stuck thread={}", thread.getName());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
