package zarang.routing.last;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.CallTermination.Result;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTransferred;
import zarang.call.fact.Fact;
import zarang.call.journal.JournalEntry;
import zarang.call.script.LastAgentArguments;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** With whom a caller talked last, in a real Redis. */
@TestInstance(Lifecycle.PER_CLASS)
final class LastAgentsIT {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final AgentId ANN = new AgentId("2001");
    private static final AgentId BOB = new AgentId("2002");
    private static final CallTermination END =
            new CallTermination(Result.SERVED, Party.CALLER, Cause.NORMAL_CLEARING, "x");

    private TestRedis redis;
    private RedisLink link;
    private int calls;

    @BeforeAll
    void start() throws Exception {
        redis = TestRedis.start();
        link = RedisLink.open(redis.uri(), List.of());
        await().atMost(Duration.ofSeconds(10)).until(link::isUp);
    }

    @AfterAll
    void stop() throws Exception {
        link.close();
        redis.close();
    }

    private static PhoneNumber number(int last) {
        return new PhoneNumber("+98912" + (1_000_000 + last));
    }

    private CallId call(LastAgents agents, Optional<PhoneNumber> caller) {
        CallId call = new CallId("%026d".formatted(++calls));
        happens(agents, call, new CallStarted(caller, "1000", "", "hotline", 1));
        return call;
    }

    private static void happens(LastAgents agents, CallId call, Fact fact) {
        agents.fact(new JournalEntry("x", call, Instant.EPOCH, fact));
    }

    private static void answers(LastAgents agents, CallId call, AgentId agent) {
        happens(
                agents,
                call,
                new CallAnswered(new QueueName("sales"), agent, 10, Optional.empty()));
    }

    private static ServiceAnswer asked(LastAgents agents, Optional<PhoneNumber> caller)
            throws Exception {
        return agents.ask(new ServiceQuestion(caller, Map.of()))
                .toCompletableFuture()
                .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ServiceAnswer found(AgentId agent) {
        return new ServiceAnswer.Given(
                LastAgentArguments.FOUND,
                Map.of(LastAgentArguments.AGENT, new ScriptValue.Text(agent.value())),
                Optional.empty());
    }

    private static ServiceAnswer none() {
        return new ServiceAnswer.Given(LastAgentArguments.NONE);
    }

    @Test
    void whoTalkedLastIsKnownOnEveryServerAndWhoTookOverIsIt() throws Exception {
        LastAgents agents = new LastAgents(link, WEEK);
        CallId call = call(agents, Optional.of(number(1)));
        answers(agents, call, ANN);
        LastAgents other = new LastAgents(link, WEEK);
        assertThat(asked(other, Optional.of(number(1)))).isEqualTo(found(ANN));
        happens(agents, call, new CallTransferred(Optional.of(ANN), Optional.of(BOB), false));
        assertThat(asked(other, Optional.of(number(1)))).isEqualTo(found(BOB));
        assertThat(asked(other, Optional.of(number(2)))).as("another number").isEqualTo(none());
        long left =
                link.run(LIMIT, c -> c.ttl("zarang:last-agent:" + number(1).e164()))
                        .toCompletableFuture()
                        .join();
        assertThat(left).isBetween(WEEK.toSeconds() - 60, WEEK.toSeconds());
        assertThat(other.counts()).containsEntry("found", 2L).containsEntry("none", 1L);
    }

    @Test
    void aCallerWithoutANumberAndACallThatIsOverKeepNobody() throws Exception {
        LastAgents agents = new LastAgents(link, WEEK);
        answers(agents, call(agents, Optional.empty()), ANN);
        assertThat(asked(agents, Optional.empty())).isEqualTo(none());
        CallId over = call(agents, Optional.of(number(3)));
        agents.ended(over, END);
        answers(agents, over, ANN);
        assertThat(asked(agents, Optional.of(number(3)))).isEqualTo(none());
    }

    @Test
    void howLongIsSetWhileCallsRun() throws Exception {
        LastAgents agents = new LastAgents(link, Duration.ZERO);
        agents.keep(WEEK);
        answers(agents, call(agents, Optional.of(number(5))), ANN);
        assertThat(asked(agents, Optional.of(number(5)))).isEqualTo(found(ANN));
        agents.keep(Duration.ZERO);
        assertThat(asked(agents, Optional.of(number(5)))).isEqualTo(none());
    }

    @Test
    void whereNobodyIsToBeRememberedNobodyIs() throws Exception {
        LastAgents agents = new LastAgents(link, Duration.ZERO);
        answers(agents, call(agents, Optional.of(number(4))), ANN);
        assertThat(asked(agents, Optional.of(number(4)))).isEqualTo(none());
        assertThat(asked(new LastAgents(link, WEEK), Optional.of(number(4)))).isEqualTo(none());
    }

    @Test
    void whileRedisIsAwayNothingIsKeptOrKnownAndBothAreCounted() throws Exception {
        RedisLink away = RedisLink.open(redis.uri(), List.of());
        away.close();
        LastAgents agents = new LastAgents(away, WEEK);
        answers(agents, call(agents, Optional.of(number(5))), ANN);
        assertThat(
                        agents.ask(new ServiceQuestion(Optional.of(number(5)), Map.of()))
                                .handle((answer, failure) -> failure)
                                .toCompletableFuture()
                                .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(CompletionException.class);
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(agents.counts())
                                .containsEntry("error", 1L)
                                .containsEntry("not-kept", 1L));
    }
}
