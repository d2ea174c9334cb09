package zarang.server.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import zarang.call.member.Member;
import zarang.loyalty.member.Members;
import zarang.loyalty.points.Balance;
import zarang.loyalty.points.LedgerEntry;
import zarang.loyalty.points.PointsAccounts;

/** Points accounts over HTTP: what {@code ./zarang points} asks. */
final class PointsRoutes {
    private static final int LEDGER_SHOWN = 20;

    private final Members members;
    private final PointsAccounts accounts;

    PointsRoutes(Members members, PointsAccounts accounts) {
        this.members = members;
        this.accounts = accounts;
    }

    void on(Router router) {
        router.get("/api/points")
                .handler(context -> member(context, member -> show(context, member)));
        router.get("/api/points/verify")
                .handler(context -> member(context, member -> verify(context, member)));
    }

    private void show(RoutingContext context, Member member) {
        AdminJson.whenDone(
                context,
                accounts.balance(member.id())
                        .thenCombine(
                                accounts.ledger(member.id(), LEDGER_SHOWN),
                                (balance, ledger) -> describe(member, balance, ledger)),
                body -> AdminJson.answer(context, 200, body));
    }

    private void verify(RoutingContext context, Member member) {
        AdminJson.whenDone(
                context,
                accounts.verify(member.id()),
                wrong ->
                        AdminJson.answer(
                                context,
                                200,
                                Map.of(
                                        "member",
                                        member.id().value(),
                                        "sound",
                                        wrong.isEmpty(),
                                        "findings",
                                        wrong)));
    }

    private void member(RoutingContext context, Consumer<Member> then) {
        MemberRoutes.number(context, members)
                .ifPresent(phone ->
                        AdminJson.whenDone(
                                context,
                                members.show(phone),
                                found ->
                                        found.ifPresentOrElse(
                                                club -> then.accept(club.member()),
                                                () ->
                                                        AdminJson.refuse(
                                                                context,
                                                                404,
                                                                "no member has this number"))));
    }

    private static Map<String, ?> describe(
            Member member, Balance balance, List<LedgerEntry> ledger) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("member", member.id().value());
        body.put("available", balance.available().value());
        body.put("held", balance.held().value());
        body.put("debt", balance.debt().value());
        body.put("ledger", ledger.stream().map(PointsRoutes::describe).toList());
        return body;
    }

    private static Map<String, Object> describe(LedgerEntry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", entry.at().toString());
        line.put("kind", entry.kind());
        line.put("rule", entry.rule());
        line.put("event", entry.event());
        line.put("amount", entry.amount().value());
        line.put("balance", entry.balance().value());
        return line;
    }
}
