package zarang.api.problem;

import java.util.Locale;

/** What can go wrong with a request: one word, one status, one sentence each. */
public enum ProblemKind {
    UNREADABLE(400, "The request cannot be read"),
    INVALID(400, "The request asks for something that cannot be"),
    BAD_CURSOR(400, "The cursor is none of this list"),
    NO_TOKEN(401, "A valid token is wanted"),
    NOT_ALLOWED(403, "The token may not do this"),
    NOT_FOUND(404, "There is no such thing"),
    WRONG_METHOD(405, "The path does not know this method"),
    CONFLICT(409, "The state of things does not allow it"),
    UNDER_WAY(409, "The same request is under way"),
    OVERTAKEN(412, "It was changed meanwhile"),
    TOO_LARGE(413, "The body is too large"),
    WRONG_MEDIA_TYPE(415, "The body's media type is not taken"),
    SCRIPTS_REFUSED(422, "The scripts are refused; those in use stay"),
    FLOOR_REFUSED(422, "Queues and agents are refused; those in use stay"),
    KEY_USED_OTHERWISE(422, "The Idempotency-Key was used for another request"),
    IF_MATCH_WANTED(428, "If-Match is wanted"),
    TOO_MANY(429, "Too many requests"),
    DAMAGED(500, "What is kept is damaged"),
    FAULT(500, "A fault of the server's own"),
    REDIS_AWAY(503, "Redis does not answer"),
    NO_OWNER(503, "Nobody who decides for the floor answers"),
    NO_ANSWER(503, "Another process does not answer"),
    NO_SPACE(507, "The file cannot be kept");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The word by which programs tell problems apart, such as {@code not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
