package zarang.server.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import zarang.call.loop.ControlLoop;
import zarang.routing.calling.CallingDifference;
import zarang.routing.calling.CallingRule;
import zarang.routing.calling.CallingRules;
import zarang.server.config.Settings;

/**
 * Whom agents may call, and the rooms that nobody is wired to, as the files say now.
 *
 * @param trunks that the server was started with: no call can go over another one
 */
record RoomsReload(OpenRooms rooms, CallingRules calling, ControlLoop loop, Set<String> trunks)
        implements FloorReload.Rooms {
    @Override
    public List<String> refusals(Settings read) {
        List<String> refusals = new ArrayList<>();
        for (CallingRule rule : read.calling().rules()) {
            Set<String> missing = new TreeSet<>(rule.trunks());
            missing.removeAll(trunks);
            if (!missing.isEmpty()) {
                refusals.add(
                        "agents.yaml: calling.rules."
                                + rule.name()
                                + ".trunks: "
                                + missing
                                + " is there from the next start on, for trunks.yaml is read then;"
                                + " now there are "
                                + new TreeSet<>(trunks));
            }
        }
        return refusals;
    }

    @Override
    public List<String> reload(Settings read, boolean apply) {
        List<String> changes =
                new ArrayList<>(
                        CompletableFuture.supplyAsync(() -> calling(read, apply), loop::post)
                                .join());
        changes.addAll(rooms.reload(read.openings(), apply));
        return changes;
    }

    private List<String> calling(Settings read, boolean apply) {
        List<String> changes = CallingDifference.between(calling.settings(), read.calling());
        if (apply && !changes.isEmpty()) {
            calling.set(read.calling());
        }
        return changes;
    }
}
