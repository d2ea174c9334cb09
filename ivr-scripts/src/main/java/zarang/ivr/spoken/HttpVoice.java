package zarang.ivr.spoken;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A service that speaks: the text is posted, a sound comes back. Redirects are not followed: a
 * service cannot send texts to an address that the admin did not write.
 */
public final class HttpVoice implements TextVoice {
    private static final int OK = 200;
    private static final String LANGUAGE = "{language}";

    private final String url;
    private final Duration limit;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /**
     * @param url {@code {language}} stands for the language
     */
    public HttpVoice(String url, Duration limit) {
        this.url = url;
        this.limit = limit;
    }

    @Override
    public String id() {
        return "http " + url;
    }

    @Override
    public VoiceAnswer speak(String text, String language) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url.replace(LANGUAGE, language)))
                        .timeout(limit)
                        .header("content-type", "text/plain; charset=utf-8")
                        .header("content-language", language)
                        .header("accept", "audio/wav")
                        .header("user-agent", "zarang")
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build();
        CompletableFuture<VoiceAnswer> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                        .thenApplyAsync(HttpVoice::read);
        try {
            // the request's own limit ends with the head of the answer; this one with all of it
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return new VoiceAnswer.Mute("no answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return new VoiceAnswer.Mute("no answer: " + cause.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new VoiceAnswer.Mute("stopped");
        } finally {
            answer.cancel(true);
        }
    }

    private static VoiceAnswer read(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                return new VoiceAnswer.Mute("status " + response.statusCode());
            }
            byte[] file = body.readNBytes(CommandVoice.SOUND_MAX_BYTES + 1);
            if (file.length > CommandVoice.SOUND_MAX_BYTES) {
                return new VoiceAnswer.Mute("more than " + CommandVoice.SOUND_MAX_BYTES + " bytes");
            }
            return file.length == 0
                    ? new VoiceAnswer.Mute("an empty answer")
                    : new VoiceAnswer.Audio(file);
        } catch (IOException broken) {
            return new VoiceAnswer.Mute("the answer broke off");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
