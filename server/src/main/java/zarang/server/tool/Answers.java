package zarang.server.tool;

import java.io.PrintWriter;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.server.command.Exit;
import zarang.server.data.ServerLink.Answer;

/** Prints what the server answered: JSON as it came, or words for a person. */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    static int print(
            Answer answer,
            boolean json,
            PrintWriter out,
            PrintWriter err,
            Consumer<JsonNode> words) {
        JsonNode body = JSON.readTree(answer.body());
        if (json) {
            out.println(answer.body().strip());
        } else if (answer.ok()) {
            words.accept(body);
        } else {
            err.println("zarang: " + body.path("error").asString(answer.body()));
        }
        return answer.ok() ? Exit.DONE : Exit.INPUT;
    }

    static JsonNode read(String line) {
        return JSON.readTree(line);
    }
}
