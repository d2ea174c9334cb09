package zarang.api.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** An answer that differs from the description is noticed. */
class OpenApiContractTest {
    private static final String AGENT =
            "{\"id\":\"2001\",\"name\":\"Ann\",\"state\":\"available\",\"since\":\"2026-11-27T08:00:00Z\",\"queues\":[]}";

    private static void check(String method, String path, int status, String type, String body) {
        OpenApiContract.shipped().check(method, URI.create(path), status, type, body);
    }

    @Test
    void whatIsAsDescribedPasses() {
        assertThatCode(() -> check("GET", "/api/v1/agents/2001", 200, "application/json", AGENT))
                .doesNotThrowAnyException();
    }

    @Test
    void aFieldMoreOneLessAWrongValueOrAnotherTypeDoesNotPass() {
        for (String body :
                new String[] {
                    AGENT.replace("{", "{\"more\":1,"),
                    AGENT.replace("\"name\":\"Ann\",", ""),
                    AGENT.replace("available", "asleep"),
                    AGENT.replace("\"2001\"", "2001"),
                    "[]",
                    ""
                }) {
            assertThatThrownBy(() ->
                            check("GET", "/api/v1/agents/2001", 200, "application/json", body))
                    .as(body)
                    .isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aStatusAMediaTypeOrAPathThatNobodyDescribesDoesNotPass() {
        assertThatThrownBy(() -> check("GET", "/healthz", 204, "text/plain", ""))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("GET", "/api/v1/agents/2001", 200, "text/plain", AGENT))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("GET", "/api/v1/secret", 200, "application/json", "{}"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check("PUT", "/api/v1/agents", 200, "application/json", "{}"))
                .isInstanceOf(AssertionError.class);
    }
}
