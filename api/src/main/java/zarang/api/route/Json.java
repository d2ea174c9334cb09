package zarang.api.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;

/** How bodies become records and records bodies. */
public final class Json {
    /** Names as they stand in the records; what nobody knows is refused, and so is a wrong type. */
    public static final Json V1 =
            new Json(
                    JsonMapper.builder()
                            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                            // 1.9 hundredths are not 1, "150" is no number, and of two amounts
                            // none is the right one
                            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .withCoercionConfig(LogicalType.Textual, Json::onlyText)
                            .build());

    /** As before {@code /api/v1}: names with dashes, and what nobody knows is passed over. */
    public static final Json EARLIER =
            new Json(
                    JsonMapper.builder()
                            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                            .build());

    private final JsonMapper mapper;

    private Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    private static void onlyText(MutableCoercionConfig textual) {
        for (CoercionInputShape other :
                List.of(
                        CoercionInputShape.Integer,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean)) {
            textual.setCoercion(other, CoercionAction.Fail);
        }
    }

    /** One line, with its end. */
    public String line(Object body) {
        return mapper.writeValueAsString(body) + "\n";
    }

    /**
     * Reads a body.
     *
     * @throws Problem.Refusal says where it is at fault
     */
    public <T> T read(byte[] body, Class<T> type) {
        try {
            T value = mapper.readValue(body.length == 0 ? new byte[] {' '} : body, type);
            if (value == null) {
                throw notAnObject();
            }
            return value;
        } catch (DatabindException wrong) {
            throw wrong.getPath().isEmpty() ? notAnObject() : at(wrong);
        } catch (JacksonException notJson) {
            throw unreadable("the body is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private static Problem.Refusal notAnObject() {
        return Problem.of(ProblemKind.UNREADABLE, "the body is not a JSON object").refusal();
    }

    private static Problem.Refusal unreadable(String detail, JacksonException failure) {
        // a body too deep to be read has no place
        @Nullable TokenStreamLocation at = failure.getLocation();
        Problem problem = Problem.of(ProblemKind.UNREADABLE, detail);
        return (at == null
                        ? problem
                        : problem.and(
                                new Problem.Fault(
                                        detail, "", null, null, at.getLineNr(), at.getColumnNr())))
                .refusal();
    }

    private static Problem.Refusal at(DatabindException wrong) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : List.copyOf(wrong.getPath())) {
            String name = step.getPropertyName();
            pointer.append('/')
                    .append(
                            name == null
                                    ? Integer.toString(step.getIndex())
                                    : name.replace("~", "~0").replace("/", "~1"));
        }
        String said = wrong.getOriginalMessage();
        boolean unknown = wrong instanceof UnrecognizedPropertyException;
        return Problem.at(
                        pointer.toString(),
                        unknown ? "nobody knows this name" : "is of the wrong type: " + said)
                .refusal();
    }
}
