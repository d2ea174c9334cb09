package zarang.call.actor;

import java.util.Map;
import zarang.call.engine.LegIds;
import zarang.call.engine.TelephonyEngine;
import zarang.call.journal.Journal;
import zarang.call.member.MemberDirectory;
import zarang.call.plan.DialPlan;
import zarang.call.queue.Acd;
import zarang.call.queue.Places;
import zarang.call.recording.Recorder;
import zarang.call.script.ScriptService;
import zarang.call.script.Scripts;

/**
 * What the calls are wired to.
 *
 * @param services whom scripts can ask, by name
 * @param legs shared with the engine
 */
public record CallPorts(
        TelephonyEngine engine,
        Acd acd,
        Scripts scripts,
        MemberDirectory members,
        Map<String, ScriptService> services,
        Recorder recorder,
        Journal journal,
        CallWatcher watcher,
        LegIds legs,
        Places places,
        DialPlan plan) {}
