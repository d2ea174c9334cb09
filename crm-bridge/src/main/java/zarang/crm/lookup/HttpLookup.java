package zarang.crm.lookup;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.script.HttpArguments;
import zarang.call.script.ScriptService;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

/**
 * Asks the web for scripts. The control loop asks and goes on; a virtual thread a question resolves
 * the name, checks every address, asks, and tries again where that is harmless, all within the
 * question's limit. Bounded in number, in total and for one host; a host that fails is left alone
 * for a while. Neither urls nor bodies nor headers are logged: they hold what callers pressed.
 */
public final class HttpLookup implements ScriptService, AutoCloseable {
    /** How names become addresses; may block. */
    @FunctionalInterface
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private static final Logger log = LoggerFactory.getLogger(HttpLookup.class);

    /** Doing it twice is doing it once (RFC 9110 §9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "PUT", "DELETE");

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final AddressRules rules;
    private final Map<String, String> secrets;
    private final LookupLimits limits;
    private final Resolver resolver;
    private final LongSupplier nanos;
    private final WebClient client;
    private final HostCircuits circuits = new HostCircuits();
    private final LookupTally tally;
    private final Semaphore free;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Semaphore> freeOfHost = new ConcurrentHashMap<>();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lookup-", 0).factory());

    /**
     * @param nanos a monotonic clock
     */
    public HttpLookup(Vertx vertx, LookupSettings settings, LookupTally tally, LongSupplier nanos) {
        this(vertx, settings, tally, nanos, host -> List.of(InetAddress.getAllByName(host)));
    }

    HttpLookup(
            Vertx vertx,
            LookupSettings settings,
            LookupTally tally,
            LongSupplier nanos,
            Resolver resolver) {
        this.rules = new AddressRules(settings.allowed());
        this.secrets = settings.secretTexts();
        this.limits = settings.limits();
        this.tally = tally;
        this.resolver = resolver;
        this.nanos = nanos;
        client = new WebClient(vertx, limits);
        free = new Semaphore(limits.atOnce());
    }

    @Override
    public CompletionStage<ServiceAnswer> ask(ServiceQuestion asked) {
        HttpQuestion question;
        try {
            question = HttpQuestion.read(asked.arguments(), secrets);
        } catch (HttpQuestion.Unfit unfit) {
            return refused("unfit", String.valueOf(unfit.getMessage()));
        }
        if (!free.tryAcquire()) {
            return refused("busy", "too many requests at once");
        }
        CompletableFuture<ServiceAnswer> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(answer(question));
            } catch (InterruptedException closing) {
                answer.complete(new ServiceAnswer.Failed("closing"));
            } catch (RuntimeException fault) {
                log.error("lookup.fault host={}: please report this", question.host(), fault);
                answer.complete(failed("fault", question, fault.getClass().getSimpleName()));
            } finally {
                free.release();
            }
        });
        return answer;
    }

    private CompletionStage<ServiceAnswer> refused(String reason, String why) {
        tally.ended(reason);
        log.warn("lookup.refused reason={} why=\"{}\"", reason, why);
        return CompletableFuture.completedFuture(new ServiceAnswer.Failed(why));
    }

    private ServiceAnswer failed(String reason, HttpQuestion question, String why) {
        tally.ended(reason);
        log.debug("lookup.failed host={} reason={} why=\"{}\"", question.host(), reason, why);
        return new ServiceAnswer.Failed(why);
    }

    private ServiceAnswer timedOut() {
        tally.ended("timeout");
        return new ServiceAnswer.TimedOut();
    }

    private ServiceAnswer answer(HttpQuestion question) throws InterruptedException {
        Semaphore host =
                freeOfHost.computeIfAbsent(
                        question.host(), h -> new Semaphore(limits.atOncePerHost()));
        if (!host.tryAcquire()) {
            return failed("busy", question, "too many requests to this host at once");
        }
        try {
            return tries(question, nanos.getAsLong() + question.within().toNanos());
        } finally {
            host.release();
            if (freeOfHost.size() > HostCircuits.HOSTS_MAX) {
                freeOfHost.values().removeIf(s -> s.availablePermits() == limits.atOncePerHost());
            }
        }
    }

    private ServiceAnswer tries(HttpQuestion question, long end) throws InterruptedException {
        int more = IDEMPOTENT.contains(question.method()) ? question.retries() : 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            if (!circuits.admits(question.host(), nanos.getAsLong())) {
                return failed("left-alone", question, "this host failed too often just now");
            }
            Attempted attempted = attempt(question, end);
            long left = end - nanos.getAsLong();
            if (!attempted.again || more == 0 || left <= pause.toNanos()) {
                return attempted.answer(this, question);
            }
            more--;
            tally.retried();
            if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                return failed("no-answer", question, "closing");
            }
            pause = pause.multipliedBy(2);
        }
    }

    /**
     * What came of one try.
     *
     * @param again whether another try may do better
     */
    private record Attempted(Optional<WebAnswer> web, String reason, String why, boolean again) {
        static Attempted failed(String reason, String why, boolean again) {
            return new Attempted(Optional.empty(), reason, why, again);
        }

        ServiceAnswer answer(HttpLookup lookup, HttpQuestion question) {
            if (reason.equals("timeout")) {
                return lookup.timedOut();
            }
            return web.map(got -> lookup.judge(question, got))
                    .orElseGet(() -> lookup.failed(reason, question, why));
        }
    }

    private Attempted attempt(HttpQuestion question, long end) throws InterruptedException {
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(question.url().getHost().replaceAll("[\\[\\]]", ""));
        } catch (UnknownHostException unknown) {
            return hostFailed(question, "unknown-host", "the host has no address");
        }
        Optional<InetAddress> address = rules.choose(addresses);
        if (address.isEmpty()) {
            log.warn(
                    "lookup.refused host={} reason=private-address: name its network under"
                            + " script-http.allow if scripts may ask it",
                    question.host());
            return Attempted.failed("private-address", "a private address", false);
        }
        Duration left = Duration.ofNanos(end - nanos.getAsLong());
        if (left.toMillis() <= 0) {
            return hostFailed(question, "timeout", "no answer in time");
        }
        CompletableFuture<WebAnswer> asked = client.ask(question, address.get(), left);
        try {
            WebAnswer got = asked.get();
            if (!got.isTrouble()) {
                circuits.answered(question.host());
                return new Attempted(Optional.of(got), "", "", false);
            }
            hostFailed(question, "status", "status " + got.status());
            return new Attempted(Optional.of(got), "", "", true);
        } catch (ExecutionException failure) {
            Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
            return cause instanceof TimeoutException
                    ? hostFailed(question, "timeout", "no answer in time")
                    : hostFailed(question, "no-answer", said(cause));
        } finally {
            asked.cancel(true);
        }
    }

    /** The kind of failure; its message may quote an address. */
    private static String said(Throwable cause) {
        return cause instanceof WebClient.TooLong tooLong
                ? String.valueOf(tooLong.getMessage())
                : cause.getClass().getSimpleName();
    }

    private Attempted hostFailed(HttpQuestion question, String reason, String why) {
        if (circuits.failed(question.host(), nanos.getAsLong())) {
            tally.leftAlone();
            log.warn(
                    "lookup.left-alone host={} for-s={} why=\"{}\": scripts go their way for errors"
                            + " meanwhile",
                    question.host(),
                    HostCircuits.REST.toSeconds(),
                    why);
        }
        return Attempted.failed(reason, why, !reason.equals("timeout"));
    }

    private ServiceAnswer judge(HttpQuestion question, WebAnswer got) {
        if (got.isNotFound()) {
            tally.ended(HttpArguments.NOT_FOUND);
            return new ServiceAnswer.Given(HttpArguments.NOT_FOUND);
        }
        if (!got.isGood()) {
            return failed("status", question, "status " + got.status());
        }
        return JsonAnswer.take(got.body().getBytes(), question.take())
                .<ServiceAnswer>map(values -> {
                    tally.ended(HttpArguments.FOUND);
                    return new ServiceAnswer.Given(HttpArguments.FOUND, values, Optional.empty());
                })
                .orElseGet(() -> failed("no-json", question, "the answer is no JSON"));
    }

    /** Questions that are open. */
    public int running() {
        return limits.atOnce() - free.availablePermits();
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        closing.countDown();
        threads.shutdownNow();
        client.close();
    }
}
