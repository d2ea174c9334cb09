package zarang.ivr.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real programs and a real service. */
class VoicesIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer service;

    @BeforeEach
    void open() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext(
                "/",
                exchange -> {
                    String text =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    String path = exchange.getRequestURI().getPath();
                    if (path.equals("/never")) {
                        try {
                            never.await();
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    byte[] body =
                            path.equals("/empty")
                                    ? new byte[0]
                                    : (path + " " + text).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(path.equals("/broken") ? 500 : 200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        service.start();
    }

    @AfterEach
    void close() {
        never.countDown();
        service.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + service.getAddress().getPort() + path;
    }

    private static String heard(VoiceAnswer result) {
        assertThat(result).isInstanceOf(VoiceAnswer.Audio.class);
        return new String(((VoiceAnswer.Audio) result).file(), StandardCharsets.UTF_8);
    }

    @Test
    void serviceIsPostedTheTextAndSaysIt() {
        try (HttpVoice voice = new HttpVoice(url("/{language}"), LIMIT)) {
            assertThat(heard(voice.speak("سلام", "fa"))).isEqualTo("/fa سلام");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/broken, status 500",
        "/empty, an empty answer",
        "/never, no answer within 300 ms"
    })
    void serviceThatFailsIsMute(String path, String why) {
        try (HttpVoice voice = new HttpVoice(url(path), Duration.ofMillis(300))) {
            assertThat(voice.speak("سلام", "fa")).isEqualTo(new VoiceAnswer.Mute(why));
        }
    }

    @Test
    void serviceThatIsNotThereIsMute() {
        service.stop(0);
        try (HttpVoice voice = new HttpVoice(url("/"), LIMIT)) {
            assertThat(voice.speak("سلام", "fa")).isInstanceOf(VoiceAnswer.Mute.class);
        }
    }

    @Test
    void programIsGivenTheTextAndTheLanguageAndNoShellSeesThem() {
        CommandVoice voice =
                new CommandVoice(List.of("sh", "-c", "echo \"$0 $(cat)\"", "{language}"), LIMIT);
        assertThat(heard(voice.speak("$(id); سلام", "fa"))).isEqualTo("fa $(id); سلام\n");
    }

    @Test
    void programThatSaysNothingIsMute() {
        assertThat(new CommandVoice(List.of("true"), LIMIT).speak("سلام", "fa"))
                .isEqualTo(new VoiceAnswer.Mute("'true' said nothing"));
        assertThat(new CommandVoice(List.of("/no/such/voice"), LIMIT).speak("سلام", "fa"))
                .isEqualTo(new VoiceAnswer.Mute("cannot run '/no/such/voice'"));
    }
}
