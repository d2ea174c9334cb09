package zarang.server.serve;

import java.util.Optional;
import zarang.config.FolderWatch;

/**
 * Who keeps the scripts in front up to date: with the other processes, and with the folder if it is
 * watched.
 */
record ScriptsInStep(FlowFollower flows, Optional<FolderFollower> scripts)
        implements AutoCloseable {
    /**
     * Begins to follow.
     *
     * @param shelf has put its scripts in front
     */
    static ScriptsInStep start(ThisNode node, ClubSide club, ScriptShelf shelf) {
        return new ScriptsInStep(
                FlowFollower.start(club.flows(), shelf, node.loop()),
                node.settings().ivr().watchScripts()
                        ? Optional.of(FolderFollower.start("scripts", watch(node, shelf)::look))
                        : Optional.empty());
    }

    private static ScriptWatch watch(ThisNode node, ScriptShelf shelf) {
        return new ScriptWatch(
                new FolderWatch(node.settings().ivr().scripts()), shelf, node.loop());
    }

    @Override
    public void close() {
        scripts.ifPresent(FolderFollower::close);
        flows.close();
    }
}
