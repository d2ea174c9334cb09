package zarang.loyalty.points;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replays a ledger against what else its account holds, one page after the other. Decides only; one
 * thread at a time.
 */
final class LedgerReplay {
    /** More findings say no more. */
    private static final int FINDINGS_MAX = 100;

    /** Adds nothing to the account and has no lot: a contact over a day's limit. */
    private static final String CAPPED = "capped";

    /**
     * A ledger entry with what the rest of the account says of it.
     *
     * @param lot what is left of it, if the account names it
     * @param seen the ledger id under which its event is remembered
     */
    record Line(
            String id, Map<String, String> fields, @Nullable String lot, @Nullable String seen) {}

    private final AccountState account;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, String> events = new HashMap<>();
    private boolean damaged;
    private boolean kept;
    private long sum;
    private long lotSum;
    private long lots;
    private long remembered;

    LedgerReplay(AccountState account) {
        this.account = account;
        kept = account.forgotten().isEmpty();
        account.damage().ifPresent(this::giveUp);
        for (AccountState.Amount amount : account.amounts()) {
            if (amount.hundredths() < 0) {
                find(amount.what() + " is negative");
            }
        }
    }

    /** Whether reading on would say more. */
    boolean goesOn() {
        return !damaged;
    }

    void take(Line line) {
        String event = line.fields().get("event");
        Long amount = AccountState.number(line.fields().get("amount"));
        Long balance = AccountState.number(line.fields().get("balance"));
        if (event == null || amount == null || balance == null) {
            giveUp("ledger entry " + line.id() + " is damaged");
            return;
        }
        sum += amount;
        same("balance at " + line.id(), balance, sum);
        String first = events.putIfAbsent(event, line.id());
        same("first entry of " + event, first == null ? line.id() : first, line.id());
        if (CAPPED.equals(line.fields().get("kind"))) {
            same("amount of " + line.id(), amount, 0L);
            same("lot " + line.id(), line.lot(), null);
        } else {
            lots++;
            same("lot " + line.id(), line.lot(), Long.toString(amount));
            lot(line);
        }
        if (kept) {
            remembered++;
            same("seen " + event, line.seen(), line.id());
        }
        kept |= account.forgotten().filter(line.id()::equals).isPresent();
    }

    private void lot(Line line) {
        Long left = AccountState.number(line.lot());
        lotSum += left == null ? 0 : left;
    }

    /**
     * What is wrong, once all pages were taken; empty if all is well.
     *
     * @param holds hold id to amount
     */
    List<String> findings(Map<String, String> holds) {
        if (damaged) {
            return List.copyOf(findings);
        }
        long held = 0;
        for (Map.Entry<String, String> hold : holds.entrySet()) {
            Long amount = AccountState.number(hold.getValue());
            if (amount == null || amount < 0) {
                find("hold " + hold.getKey() + " is " + hold.getValue());
            } else {
                held += amount;
            }
        }
        same("sum of the ledger", sum, account.availableSum() - account.debtSum());
        same("sum of the lots", lotSum, account.availableSum());
        same("lots", account.lots(), lots);
        same("sum of the holds", held, account.heldSum());
        same("seen events", account.seen(), remembered);
        return List.copyOf(findings);
    }

    private void giveUp(String why) {
        damaged = true;
        findings.clear();
        findings.add(why);
    }

    private void same(String what, @Nullable Object found, @Nullable Object expected) {
        if (found == null ? expected != null : !found.equals(expected)) {
            find(what + " is " + found + ", expected " + expected);
        }
    }

    private void find(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }
}
