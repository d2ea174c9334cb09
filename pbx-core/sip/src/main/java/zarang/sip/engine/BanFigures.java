package zarang.sip.engine;

import java.util.List;
import zarang.call.engine.EngineFigure;

/** Who is banned, as figures. */
public final class BanFigures {
    private BanFigures() {}

    /**
     * The figures.
     *
     * @param now banned
     * @param begun since the start
     */
    public static List<EngineFigure> of(int now, long begun) {
        return List.of(
                new EngineFigure.Level("zarang_sip_banned", "Sources that are banned now", now),
                new EngineFigure.Count("zarang_sip_bans_total", "Bans since the start", begun));
    }
}
