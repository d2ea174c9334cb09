package zarang.server.tool;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.Points;
import zarang.server.command.Exit;
import zarang.server.data.ServerLink.Answer;

/**
 * Prints what the server answered: words for a person, or JSON for a script. The JSON is the tool's
 * own and stays when the API's grows.
 */
final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FOUND = 200;
    private static final int NOBODY = 404;

    private Answers() {}

    /**
     * Prints an answer.
     *
     * @param shaped from the API's names to the tool's
     * @param words of what was shaped
     */
    static int print(
            Answer answer,
            boolean json,
            PrintWriter out,
            PrintWriter err,
            Function<JsonNode, JsonNode> shaped,
            Consumer<JsonNode> words) {
        if (!answer.ok()) {
            return refused(answer, json, out, err);
        }
        JsonNode body = shaped.apply(read(answer.body()));
        if (json) {
            out.println(JSON.writeValueAsString(body));
        } else {
            words.accept(body);
        }
        return Exit.DONE;
    }

    /** Prints why it was not done. */
    static int refused(Answer answer, boolean json, PrintWriter out, PrintWriter err) {
        JsonNode problem = read(answer.body());
        String why = problem.path("detail").asString(answer.body());
        if (json) {
            ObjectNode told = object().put("error", why);
            if (problem.has("errors")) {
                told.set("errors", problem.path("errors"));
            }
            out.println(JSON.writeValueAsString(told));
        } else {
            err.println("zarang: " + why);
        }
        return Exit.INPUT;
    }

    static JsonNode read(String line) {
        return JSON.readTree(line);
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * A list from the API's names to the tool's.
     *
     * @param name of the list
     * @param shaped one thing of it
     */
    static Function<JsonNode, JsonNode> list(String name, UnaryOperator<JsonNode> shaped) {
        return page -> {
            ObjectNode all = object();
            ArrayNode things = all.putArray(name);
            page.path("items").forEach(each -> things.add(shaped.apply(each)));
            return all;
        };
    }

    /**
     * A list in words: a line for each thing of it, or that there is none.
     *
     * @param name of the list
     * @param none said if it is empty: silence could as well be a fault
     */
    static Consumer<JsonNode> lines(
            String name, PrintWriter out, String none, Consumer<JsonNode> line) {
        return all -> {
            JsonNode things = all.path(name);
            if (things.isEmpty()) {
                out.println(none);
            }
            things.forEach(line);
        };
    }

    /** The first thing of a list by itself, or that there is none. */
    static Answer first(Answer list, String none) {
        if (!list.ok()) {
            return list;
        }
        JsonNode items = read(list.body()).path("items");
        return items.isEmpty()
                ? new Answer(NOBODY, JSON.writeValueAsString(object().put("detail", none)))
                : new Answer(FOUND, JSON.writeValueAsString(items.path(0)));
    }

    /** Somebody was taken off a list. */
    static String off(JsonNode of, String result) {
        return of.path("number").asString() + " is off the list: " + result;
    }

    /** Who has somebody of a list for now, and until when; empty: nobody. */
    static String held(JsonNode of) {
        return of.path("heldBy").isString()
                ? "  held by "
                        + of.path("heldBy").asString()
                        + " until "
                        + TimeText.of(of.path("heldUntil"))
                : "";
    }

    /** Points, of the hundredths that the API gives. */
    static BigDecimal points(JsonNode hundredths) {
        return new Points(hundredths.asLong()).value();
    }
}
