package zarang.api.reader;

import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import zarang.api.problem.ProblemKind;

/**
 * The description of the API as a page for people: made once, without scripts and without anything
 * from elsewhere.
 */
final class ReaderPage {
    private static final String STYLE =
            """
            body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
            h2{border-bottom:1px solid #ccc;margin-top:2.5rem}
            summary{cursor:pointer;padding:.3rem}
            code,pre{font-family:ui-monospace,monospace;background:#f4f4f4}
            pre{padding:.6rem;overflow:auto}
            .m{display:inline-block;width:4.5rem;font-weight:bold}
            .old{text-decoration:line-through}
            td,th{text-align:left;padding:.1rem .8rem .1rem 0;vertical-align:top}
            @media(prefers-color-scheme:dark){body{background:#111;color:#ddd}
            code,pre{background:#222}a{color:#8bf}}
            """;

    private final JsonNode api;
    private final StringBuilder html = new StringBuilder();

    ReaderPage(String yaml) {
        api = new YAMLMapper().readTree(yaml);
    }

    String html() {
        html.append("<!doctype html><html lang=en><meta charset=utf-8><title>")
                .append(text(api.at("/info/title")))
                .append("</title><style>")
                .append(STYLE)
                .append("</style><h1>")
                .append(text(api.at("/info/title")))
                .append("</h1>");
        paragraphs(api.at("/info/description"));
        html.append("<p><a href=openapi.yaml>openapi.yaml</a>");
        for (JsonNode tag : api.path("tags")) {
            section(tag);
        }
        html.append("<h2>Schemas</h2>");
        api.at("/components/schemas")
                .properties()
                .forEach(schema -> schema(schema.getKey(), schema.getValue()));
        problems();
        return html.append("</html>\n").toString();
    }

    private void section(JsonNode tag) {
        String name = tag.path("name").asString();
        html.append("<h2>").append(escaped(name)).append("</h2>");
        paragraphs(tag.path("description"));
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (method.getValue().at("/tags/0").asString("").equals(name)) {
                    operation(path.getKey(), method.getKey(), method.getValue());
                }
            }
        }
    }

    private void operation(String path, String method, JsonNode operation) {
        html.append("<details><summary><span class=m>")
                .append(method.toUpperCase(Locale.ROOT))
                .append("</span><code")
                .append(operation.path("deprecated").asBoolean(false) ? " class=old>" : ">")
                .append(escaped(path))
                .append("</code> ")
                .append(text(operation.path("summary")))
                .append("</summary>");
        paragraphs(operation.path("description"));
        JsonNode scope = operation.path("x-scope");
        html.append("<p>Scope: <code>")
                .append(scope.isMissingNode() ? "none, open" : text(scope))
                .append("</code><table>");
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode known = resolved(parameter);
            row(
                    known.path("in").asString("") + " " + known.path("name").asString(""),
                    text(known.path("description")));
        }
        operation
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(
                        body -> row("body", escaped(body.getKey()) + " " + shape(body.getValue())));
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            StringBuilder said = new StringBuilder();
            JsonNode known = resolved(answer.getValue());
            said.append(text(known.path("description")));
            known.path("content")
                    .properties()
                    .forEach(body -> said.append(' ').append(shape(body.getValue())));
            row(answer.getKey(), said.toString());
        }
        html.append("</table></details>");
    }

    private void row(String name, String said) {
        html.append("<tr><th>").append(escaped(name)).append("<td>").append(said);
    }

    private String shape(JsonNode media) {
        String reference = media.at("/schema/$ref").asString("");
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return name.isEmpty()
                ? ""
                : "<a href=\"#schema-" + escaped(name) + "\">" + escaped(name) + "</a>";
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.startsWith("#/") ? api.at(reference.substring(1)) : node;
    }

    private void schema(String name, JsonNode schema) {
        html.append("<details id=\"schema-")
                .append(escaped(name))
                .append("\"><summary>")
                .append(escaped(name))
                .append("</summary><pre>")
                .append(escaped(new YAMLMapper().writeValueAsString(schema)))
                .append("</pre></details>");
    }

    private void problems() {
        html.append("<h2>Problems</h2><table>");
        for (ProblemKind kind : ProblemKind.values()) {
            html.append("<tr id=\"").append(kind.code()).append("\"><th><code>");
            html.append(kind.code()).append("</code><td>").append(kind.status());
            html.append("<td>").append(escaped(kind.title()));
        }
        html.append("</table>");
    }

    private void paragraphs(JsonNode node) {
        for (String paragraph : node.asString("").split("\n\n", -1)) {
            if (!paragraph.isBlank()) {
                html.append("<p>").append(escaped(paragraph));
            }
        }
    }

    private static String text(JsonNode node) {
        return escaped(node.asString(""));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
