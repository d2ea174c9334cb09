package zarang.journal;

import org.jspecify.annotations.Nullable;

/** What {@link StreamInMemory} knows of an open call, written as {@code journal.lua} writes it. */
final class OpenNote {
    private final long startedAt;
    private long lastAt;
    private String member = "";
    private String caller = "";
    private boolean answered;
    private @Nullable Long connectedAt;
    private @Nullable Long talkAt;

    OpenNote(long startedAt) {
        this.startedAt = startedAt;
        lastAt = startedAt;
    }

    void hear(CallNote note, long at, boolean isAnswered) {
        lastAt = Math.max(lastAt, at);
        member = note.member().isEmpty() ? member : note.member();
        caller = note.caller().isEmpty() ? caller : note.caller();
        answered |= isAnswered;
        if (note.mark().equals("connected") && connectedAt == null) {
            connectedAt = at;
        }
        if (note.mark().equals("talking") && talkAt == null) {
            talkAt = at;
        }
    }

    String json() {
        StringBuilder json = new StringBuilder(128);
        json.append("{\"startedAt\":\"").append(startedAt).append('"');
        field(json, "lastAt", Long.toString(lastAt));
        field(json, "member", member);
        field(json, "caller", caller);
        field(json, "connectedAt", connectedAt == null ? "" : connectedAt.toString());
        field(json, "talkAt", talkAt == null ? "" : talkAt.toString());
        return json.append(answered ? ",\"answered\":true}" : "}").toString();
    }

    private static void field(StringBuilder json, String name, String value) {
        if (!value.isEmpty()) {
            json.append(",\"").append(name).append("\":\"").append(value).append('"');
        }
    }
}
