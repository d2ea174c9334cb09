package zarang.crm.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;
import zarang.redis.RedisLink;
import zarang.redis.testkit.TestRedis;

/** Scripts look up in a real Redis what an admin has named, and nothing else. */
class RedisLookupIT {
    private final LookupTally tally = new LookupTally();
    private TestRedis server;
    private RedisLink redis;
    private RedisLookup lookup;

    @BeforeEach
    void start() throws Exception {
        server = TestRedis.start();
        redis = RedisLink.open(server.uri(), List.of());
        await().until(redis::isUp);
        lookup =
                new RedisLookup(
                        redis,
                        new LookupSettings(
                                List.of(),
                                Map.of(),
                                new LookupLimits(1, 1, 1024),
                                Map.of(
                                        "orders",
                                        new RedisKey("crm:order:{order}", List.of("status", "eta")),
                                        "notes",
                                        new RedisKey("crm:note:{order}", List.of()))),
                        tally);
        redis.async().hset("crm:order:12", Map.of("status", "در راه", "secret", "x")).get();
        redis.async().set("crm:note:12", "فردا").get();
    }

    @AfterEach
    void stop() throws Exception {
        redis.close();
        server.close();
    }

    private ServiceAnswer ask(String key, String order, Map<String, String> take) {
        Map<String, ScriptValue> arguments = new HashMap<>();
        arguments.put("key", new ScriptValue.Text(key));
        arguments.put("with:order", new ScriptValue.Digits(order));
        take.forEach((name, field) -> arguments.put("take:" + name, new ScriptValue.Text(field)));
        return lookup.ask(new ServiceQuestion(Optional.empty(), arguments))
                .toCompletableFuture()
                .join();
    }

    private static ServiceAnswer found(Map<String, ScriptValue> values) {
        return new ServiceAnswer.Given("found", values, Optional.empty());
    }

    @Test
    void fieldsOfAHashAreTakenAndThoseThatNobodyNamedAreNot() {
        assertThat(ask("orders", "12", Map.of("state", "status", "when", "eta", "other", "secret")))
                .isEqualTo(found(Map.of("state", new ScriptValue.Text("در راه"))));
    }

    @Test
    void aTextIsTakenAsValue() {
        assertThat(ask("notes", "12", Map.of("note", "value")))
                .isEqualTo(found(Map.of("note", new ScriptValue.Text("فردا"))));
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsOtherwiseIsAnError() throws Exception {
        assertThat(ask("orders", "13", Map.of())).isEqualTo(new ServiceAnswer.Given("not-found"));
        assertThat(ask("notes", "13", Map.of())).isEqualTo(new ServiceAnswer.Given("not-found"));
        redis.async().set("crm:order:14", "no hash").get();
        assertThat(ask("orders", "14", Map.of())).isInstanceOf(ServiceAnswer.Failed.class);
        assertThat(ask("ordres", "12", Map.of())).isInstanceOf(ServiceAnswer.Failed.class);
        assertThat(ask("orders", "", Map.of())).isInstanceOf(ServiceAnswer.Failed.class);
        assertThat(ask("orders", "1".repeat(300), Map.of()))
                .isInstanceOf(ServiceAnswer.Failed.class);
        assertThat(tally.counts().ended())
                .containsEntry("not-found", 2L)
                .containsEntry("away", 1L)
                .containsEntry("unfit", 3L);
    }

    @Test
    void whileRedisIsAwayItFailsAtOnce() throws Exception {
        server.kill();
        await().until(() -> ask("orders", "12", Map.of()) instanceof ServiceAnswer.Failed);
    }

    @Test
    void aKeyHasAPlaceAndNothingOdd() {
        assertThat(RedisKey.isTemplate("crm:order:{order}")).isTrue();
        assertThat(RedisKey.isTemplate("crm:order")).isFalse();
        assertThat(RedisKey.isTemplate("crm:{order")).isFalse();
        assertThat(RedisKey.isTemplate("crm: {order}")).isFalse();
        assertThat(new RedisKey("a:{x}:{y}", List.of()).filled(Map.of("x", "$1", "y", "\\2")))
                .contains("a:$1:\\2");
    }
}
