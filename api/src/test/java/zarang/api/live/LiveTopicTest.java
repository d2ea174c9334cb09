package zarang.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic is one only if there can be what it names. */
class LiveTopicTest {
    private static final String A_32 = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "floor",
                "alarms",
                "queue:sales",
                "queue:" + A_32,
                "agent:2001",
                "call:01JQZ0000000000000000000AA"
            })
    void whatCanBeFollowedIsReadAndWrittenAsItWas(String text) {
        assertThat(LiveTopic.read(text))
                .hasValueSatisfying(topic -> assertThat(topic).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "weather",
                "floor:",
                "queue:",
                "queue:.a",
                "queue:" + A_32 + "a",
                "agent:-1",
                "call:O1JQZ0000000000000000000AA",
                "call:01JQZ0000000000000000000A"
            })
    void whatNoQueueAgentOrCallCanBeCalledIsNone(String text) {
        assertThat(LiveTopic.read(text)).isEmpty();
    }
}
