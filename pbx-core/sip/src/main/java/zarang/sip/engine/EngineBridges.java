package zarang.sip.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import zarang.call.BridgeId;
import zarang.call.LegId;
import zarang.call.engine.LegCommand;
import zarang.media.AudioTap;
import zarang.media.MediaBridge;
import zarang.media.MediaSession;

/** Which legs are in which bridge, and what of it is recorded. Control loop. */
final class EngineBridges {
    private static final class Bridge {
        final MediaBridge media = new MediaBridge();
        final Set<LegId> legs = new HashSet<>();

        /** Whose words are recorded; the recording ends with the first. */
        final List<LegId> recorded = new ArrayList<>();

        /** What they are recorded by; null if they are not. */
        @Nullable AudioTap tap;
    }

    private final Function<LegId, @Nullable MediaSession> media;
    private final Map<BridgeId, Bridge> bridges = new HashMap<>();

    /** The bridge of each leg that is in one. */
    private final Map<LegId, BridgeId> joined = new HashMap<>();

    /**
     * @param media of a leg, null if it has none
     */
    EngineBridges(Function<LegId, @Nullable MediaSession> media) {
        this.media = media;
    }

    void join(LegCommand.Join join) {
        MediaSession session = media.apply(join.leg());
        if (session == null) {
            return;
        }
        BridgeId before = joined.put(join.leg(), join.bridge());
        if (before != null && !before.equals(join.bridge())) {
            left(before, join.leg());
        }
        Bridge bridge = bridges.computeIfAbsent(join.bridge(), id -> new Bridge());
        bridge.legs.add(join.leg());
        session.join(bridge.media, join.leg(), join.heardBy());
    }

    void part(LegCommand.Part part) {
        if (joined.remove(part.leg(), part.bridge())) {
            MediaSession session = media.apply(part.leg());
            if (session != null) {
                session.part();
            }
            left(part.bridge(), part.leg());
        }
    }

    /** Without anybody to record, the sink hears so at once. */
    void startRecording(LegCommand.StartRecording start) {
        Bridge bridge = bridges.get(start.bridge());
        if (bridge == null) {
            start.sink().finish();
            return;
        }
        stopRecording(bridge);
        AudioTap tap = new AudioTap(start.sink());
        for (int track = 0; track < start.tracks().size(); track++) {
            tap(bridge, tap, start.tracks().get(track), track);
        }
        if (bridge.recorded.isEmpty()) {
            start.sink().finish();
        } else {
            bridge.tap = tap;
        }
    }

    void recordToo(LegCommand.RecordToo more) {
        Bridge bridge = bridges.get(more.bridge());
        if (bridge != null && bridge.tap != null && !bridge.recorded.contains(more.leg())) {
            tap(bridge, bridge.tap, more.leg(), more.track());
        }
    }

    private void tap(Bridge bridge, AudioTap tap, LegId leg, int track) {
        MediaSession session = media.apply(leg);
        if (session != null && bridge.legs.contains(leg)) {
            session.tap(tap, track);
            bridge.recorded.add(leg);
        }
    }

    void stopRecording(BridgeId id) {
        Bridge bridge = bridges.get(id);
        if (bridge != null) {
            stopRecording(bridge);
            forgetIfUnused(id, bridge);
        }
    }

    /** The leg has ended; its media is closed. */
    void gone(LegId leg) {
        BridgeId id = joined.remove(leg);
        Bridge bridge = id == null ? null : bridges.get(id);
        if (id == null || bridge == null) {
            return;
        }
        if (!bridge.recorded.isEmpty() && bridge.recorded.getFirst().equals(leg)) {
            stopRecording(bridge);
        }
        bridge.recorded.remove(leg);
        left(id, leg);
    }

    private void left(BridgeId id, LegId leg) {
        Bridge bridge = bridges.get(id);
        if (bridge != null) {
            bridge.legs.remove(leg);
            forgetIfUnused(id, bridge);
        }
    }

    private void stopRecording(Bridge bridge) {
        for (LegId leg : bridge.recorded) {
            MediaSession session = media.apply(leg);
            if (session != null) {
                session.untap();
            }
        }
        bridge.recorded.clear();
        bridge.tap = null;
    }

    private void forgetIfUnused(BridgeId id, Bridge bridge) {
        if (bridge.legs.isEmpty() && bridge.recorded.isEmpty()) {
            bridges.remove(id);
        }
    }
}
