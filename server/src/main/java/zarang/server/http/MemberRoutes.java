package zarang.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.loyalty.member.AddOutcome;
import zarang.loyalty.member.ChangeOutcome;
import zarang.loyalty.member.ClubMember;
import zarang.loyalty.member.MemberChange;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.NewMember;

/** Members over HTTP: what {@code ./zarang member} asks. */
final class MemberRoutes {
    private static final String NOBODY = "no member has this number";

    private final Members members;

    MemberRoutes(Members members) {
        this.members = members;
    }

    void on(Router router) {
        router.get("/api/members").handler(this::show);
        router.post("/api/members")
                .handler(context -> AdminJson.body(context, body -> add(context, body)));
        router.patch("/api/members")
                .handler(context ->
                        number(context, members)
                                .ifPresent(phone ->
                                        AdminJson.body(
                                                context, body -> change(context, phone, body))));
    }

    private void show(RoutingContext context) {
        Optional<PhoneNumber> number = number(context, members);
        number.ifPresent(phone ->
                AdminJson.whenDone(
                        context,
                        members.show(phone),
                        found ->
                                found.ifPresentOrElse(
                                        club -> AdminJson.answer(context, 200, describe(club)),
                                        () -> AdminJson.refuse(context, 404, NOBODY))));
    }

    private void add(RoutingContext context, JsonNode body) {
        Optional<PhoneNumber> number = members.parse(body.path("phone").asString(""));
        if (number.isEmpty()) {
            AdminJson.refuse(
                    context,
                    400,
                    "phone: not a telephone number, such as 09121234567 or +989121234567");
            return;
        }
        Optional<Tier> tier =
                body.has("tier")
                        ? tier(context, body.path("tier").asString(""))
                        : Optional.of(members.lowestTier());
        if (tier.isEmpty()) {
            return;
        }
        AdminJson.whenDone(
                context,
                members.add(
                        new NewMember(number.get(), body.path("name").asString(""), tier.get())),
                outcome -> {
                    switch (outcome) {
                        case AddOutcome.Added added ->
                                AdminJson.answer(
                                        context,
                                        201,
                                        Map.of("outcome", "added", "member", added.id().value()));
                        case AddOutcome.AlreadyThere there ->
                                AdminJson.answer(
                                        context,
                                        200,
                                        Map.of(
                                                "outcome",
                                                "already-there",
                                                "member",
                                                there.id().value()));
                        case AddOutcome.Refused refused ->
                                AdminJson.refuse(context, 400, refused.reason());
                    }
                });
    }

    private void change(RoutingContext context, PhoneNumber number, JsonNode body) {
        Optional<String> name =
                body.has("name") ? Optional.of(body.path("name").asString("")) : Optional.empty();
        Optional<Tier> tier =
                body.has("tier") ? tier(context, body.path("tier").asString("")) : Optional.empty();
        if (body.has("tier") && tier.isEmpty()) {
            return;
        }
        if (name.isEmpty() && tier.isEmpty()) {
            AdminJson.refuse(context, 400, "say what to change: tier, name or both");
            return;
        }
        AdminJson.whenDone(
                context,
                members.show(number),
                found ->
                        found.ifPresentOrElse(
                                club ->
                                        change(
                                                context,
                                                club.member().id(),
                                                new MemberChange(name, tier)),
                                () -> AdminJson.refuse(context, 404, NOBODY)));
    }

    private void change(RoutingContext context, MemberId id, MemberChange change) {
        AdminJson.whenDone(
                context,
                members.change(id, change),
                outcome -> {
                    switch (outcome) {
                        case ChangeOutcome.Changed changed -> {
                            Map<String, Object> body = new LinkedHashMap<>();
                            body.put("outcome", "changed");
                            body.put("member", id.value());
                            body.put("before", changed.before().name());
                            body.put("tier", changed.tier().name());
                            AdminJson.answer(context, 200, body);
                        }
                        case ChangeOutcome.NoSuchMember gone ->
                                AdminJson.refuse(context, 404, NOBODY);
                        case ChangeOutcome.Refused refused ->
                                AdminJson.refuse(context, 400, refused.reason());
                    }
                });
    }

    /** The tier that was written, by name or title, or a refusal. */
    private Optional<Tier> tier(RoutingContext context, String written) {
        Optional<Tier> tier = written.isBlank() ? Optional.empty() : members.tiers().read(written);
        if (tier.isEmpty()) {
            AdminJson.refuse(context, 400, "tier: not one of " + members.tiers().described());
        }
        return tier;
    }

    private static Map<String, ?> describe(ClubMember club) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("member", club.member().id().value());
        body.put("phone", club.number().e164());
        body.put("name", club.member().name());
        body.put("tier", club.member().tier().name());
        body.put("points", club.member().points().value());
        body.put("since", club.since().toString());
        return body;
    }

    /** The number that the query names, or a refusal. */
    static Optional<PhoneNumber> number(RoutingContext context, Members members) {
        String written = context.request().getParam("phone");
        Optional<PhoneNumber> number = written == null ? Optional.empty() : members.parse(written);
        if (number.isEmpty()) {
            AdminJson.refuse(
                    context,
                    400,
                    "phone: not a telephone number, such as 09121234567 or +989121234567");
        }
        return number;
    }
}
