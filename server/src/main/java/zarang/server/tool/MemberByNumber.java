package zarang.server.tool;

import java.io.IOException;
import zarang.server.data.ServerLink;
import zarang.server.data.ServerLink.Answer;

/** The member that a person means who types a number. */
final class MemberByNumber {
    private static final String MEMBERS = "/api/v1/members";

    private MemberByNumber() {}

    /** The member as the API gives it, or an answer that says why there is none. */
    static Answer find(ServerLink server, String phone) throws IOException {
        return Answers.first(
                server.get(MEMBERS + "?phone=" + ServerLink.query(phone)),
                "no member has this number");
    }

    /** Where the API has the member that was found. */
    static String path(Answer member) {
        return MEMBERS + "/" + ServerLink.query(Answers.read(member.body()).path("id").asString());
    }
}
