package zarang.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import zarang.api.route.Operation;

/** The API as {@code openapi.yaml} describes it, to hold answers against. Any thread. */
public final class OpenApiContract {
    private static final String BASE = "https://zarang.invalid/openapi";
    private static final OpenApiContract SHIPPED = new OpenApiContract();

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OpenApiContract() {
        document = new YAMLMapper().readTree(text());
        String json = JsonMapper.builder().build().writeValueAsString(document);
        schemas =
                SchemaRegistry.withDialect(
                        Dialects.getDraft202012(), builder -> builder.schemas(Map.of(BASE, json)));
    }

    public static OpenApiContract shipped() {
        return SHIPPED;
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(
                        OpenApiContract.class.getResourceAsStream("/zarang/api/openapi.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public JsonNode document() {
        return document;
    }

    /** Every operation and the scope it wants, such as {@code GET /api/v1/agents agents:read}. */
    public Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(method -> {
                                    if (!method.getKey().equals("parameters")) {
                                        operations.add(
                                                method.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey()
                                                        + " "
                                                        + method.getValue()
                                                                .path("x-scope")
                                                                .asString("open"));
                                    }
                                }));
        return operations;
    }

    private JsonNode described(Operation operation) {
        return document.path("paths")
                .path(operation.path().replaceAll(":([a-z]+)", "{$1}"))
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    /** The parameters of the query of an operation that changes something. */
    public Set<String> parameters(Operation operation) {
        return operation.method().equals("GET")
                ? Set.of()
                : described(operation)
                        .path("parameters")
                        .valueStream()
                        .map(this::resolved)
                        .filter(each -> each.path("in").asString().equals("query"))
                        .map(each -> each.path("name").asString())
                        .collect(Collectors.toSet());
    }

    /** The schemas of the JSON bodies that an operation takes. */
    public List<JsonNode> bodies(Operation operation) {
        JsonNode schema =
                described(operation)
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("schema");
        return schema.isMissingNode() ? List.of() : List.of(resolved(schema));
    }

    /**
     * Holds an answer against the description.
     *
     * @throws AssertionError the path, the method, the status or the media type is not described,
     *     or the body is not as described
     */
    public void check(String method, URI uri, int status, String mediaType, String body) {
        String asked = method + " " + uri.getRawPath() + " → " + status;
        if (!isDescribed(uri.getRawPath())) {
            assertThat(status).as(asked + ": a path that nobody describes").isEqualTo(404);
            matches(
                    asked,
                    schemas.getSchema(SchemaLocation.of(BASE + "#/components/schemas/Problem")),
                    body);
            return;
        }
        String path = described(uri.getRawPath());
        JsonNode operation =
                document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            assertThat(status).as(asked + ": a method that nobody describes").isEqualTo(405);
            return;
        }
        JsonNode responses = operation.path("responses");
        String code = Integer.toString(status);
        JsonNode response = resolved(responses.path(responses.has(code) ? code : "default"));
        assertThat(response.isMissingNode()).as(asked + " is not described").isFalse();
        if (!response.has("content")) {
            assertThat(body).as(asked).isEmpty();
            return;
        }
        String plain = mediaType.replaceFirst(";.*", "");
        JsonNode content = response.path("content").path(plain);
        assertThat(content.isMissingNode()).as(asked + " in " + plain).isFalse();
        JsonNode schema = content.path("schema");
        if (!schema.isMissingNode()) {
            String reference = schema.path("$ref").asString("");
            assertThat(reference).as(asked + ": bodies have a name").startsWith("#/");
            Schema wanted = schemas.getSchema(SchemaLocation.of(BASE + reference));
            if (plain.endsWith("ndjson")) {
                body.lines().forEach(line -> matches(asked, wanted, line));
            } else {
                matches(asked, wanted, body);
            }
        }
    }

    private static void matches(String asked, Schema schema, String body) {
        List<?> errors = schema.validate(body, InputFormat.JSON);
        assertThat(errors).as(asked + " answered " + body).isEmpty();
    }

    private boolean isDescribed(String path) {
        return !described(path).isEmpty();
    }

    /** The path of the description that a path is one of; the one with the fewest variables. */
    private String described(String path) {
        TreeMap<Long, String> found = new TreeMap<>();
        document.path("paths")
                .propertyNames()
                .forEach(template -> {
                    if (path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"))) {
                        found.put(template.chars().filter(c -> c == '{').count(), template);
                    }
                });
        return found.isEmpty() ? "" : found.firstEntry().getValue();
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }
}
