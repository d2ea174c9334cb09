package zarang.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zarang.redis.testkit.TestRedis;

class SettingsAgreementIT {
    @Test
    void whatDiffersBetweenTwoLivingNodesIsNamedAndWhatIsAlikeOrOfADeadNodeIsNot()
            throws Exception {
        try (TestRedis redis = TestRedis.start();
                RedisLink link = RedisLink.open(redis.uri(), List.of())) {
            await().atMost(Duration.ofSeconds(10)).until(link::isUp);
            link.async().hset("zarang:settings:webhooks", "dead", "0123 1000").get();
            try (SettingsAgreement a = watch(link, "a", "crm https://one");
                    SettingsAgreement same = watch(link, "same", "crm https://one")) {
                await().until(() -> nodes(link).equals(List.of("a", "same")));
                assertThat(a.differing()).isEmpty();
                assertThat(same.differing()).isEmpty();
                try (SettingsAgreement b = watch(link, "b", "crm https://two")) {
                    await().atMost(Duration.ofSeconds(5)).until(() -> !b.differing().isEmpty());
                    assertThat(b.differing()).containsExactly("webhooks");
                }
            }
        }
    }

    private static SettingsAgreement watch(RedisLink link, String node, String webhooks) {
        return SettingsAgreement.watch(
                link, node, Map.of("webhooks", webhooks, "earning", "contact 2"));
    }

    private static List<String> nodes(RedisLink link) throws Exception {
        return link.async().hkeys("zarang:settings:webhooks").get().stream().sorted().toList();
    }
}
