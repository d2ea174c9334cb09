package zarang.ivr.verb;

import zarang.ivr.step.IvrVerb;
import zarang.ivr.step.StepKey;
import zarang.ivr.step.VerbTable;

/** Makes the reference of the verbs, in Markdown. */
final class VerbPages {
    private static final String HEAD =
            """
            # Verbs of the voice menus

            What a step can do, with every key and outcome. This page is made from the verbs' own key tables, as is the JSON Schema
            `ivr-scripts/scripts/flow.schema.json`, which editors complete and check flows with. [IVR.md](IVR.md) tells how a flow is written.

            A key that has no default must be there. `on.…` are the outcomes: each leads to a step. A prompt is the name of a file without
            language and ending.
            """;

    private VerbPages() {}

    static String text(IvrVerbs verbs) {
        StringBuilder text = new StringBuilder(HEAD);
        verbs.all().stream().map(IvrVerb::table).forEach(table -> verb(table, text));
        return text.toString();
    }

    private static void verb(VerbTable table, StringBuilder text) {
        text.append("\n## `")
                .append(table.name())
                .append("`\n\n")
                .append(table.meaning())
                .append("\n\n| Key | Meaning | Value | Default |\n|---|---|---|---|\n");
        table.keys().forEach(key -> key(key, text));
    }

    private static void key(StepKey<?> key, StringBuilder text) {
        text.append("| `")
                .append(key.path())
                .append("` | ")
                .append(key.meaning())
                .append(" | ")
                .append(key.shape().words())
                .append(" | ")
                .append(key.usually())
                .append(" |\n");
    }
}
