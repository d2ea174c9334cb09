package zarang.api.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import zarang.api.route.Answer;
import zarang.api.route.Operation;

/** {@code openapi.yaml}, written by hand, and the page that shows it. Open to all: no secret. */
public final class ReaderApi {
    private static final int OK = 200;
    private static final String HTML = "text/html; charset=utf-8";
    private static final String YAML = "application/yaml";

    private final String description = description();
    private @Nullable CompletableFuture<String> page;

    /** The page, made for the first who asks: not at each start of the server. */
    private synchronized CompletionStage<String> page() {
        if (page == null) {
            page =
                    CompletableFuture.supplyAsync(
                            () -> new ReaderPage(description).html(), Thread::startVirtualThread);
        }
        return page;
    }

    public List<Operation> operations() {
        return List.of(
                Operation.open(
                        "/api/v1/openapi.yaml", asked -> Answer.text(OK, YAML, description).now()),
                Operation.open(
                        "/api/v1/docs",
                        asked ->
                                page().thenApply(html ->
                                        Answer.text(OK, HTML, html)
                                                .with(
                                                        "Content-Security-Policy",
                                                        "default-src 'none'; style-src"
                                                                + " 'unsafe-inline'"))));
    }

    /** The description of the API, OpenAPI 3.1. */
    static String description() {
        try (InputStream in =
                Objects.requireNonNull(
                        ReaderApi.class.getResourceAsStream("/zarang/api/openapi.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
