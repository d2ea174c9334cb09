package zarang.ivr.spoken;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A media plane that takes every sound but {@code noise}, and nothing that was cut off. */
final class MemoryPrompts implements SpeechPrompts {
    final Map<String, String> kept = new ConcurrentHashMap<>();

    @Override
    public Fit fit(byte[] sound) {
        String heard = new String(sound, StandardCharsets.UTF_8);
        return heard.equals("noise")
                ? new Fit.Unfit("silent: found silence alone")
                : new Fit.Ready(("fit " + heard).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean has(String name) {
        return kept.containsKey(name);
    }

    @Override
    public boolean keep(String name, byte[] wav) {
        String heard = new String(wav, StandardCharsets.UTF_8);
        return heard.startsWith("fit ") && kept.put(name, heard) == null;
    }

    @Override
    public String prompt(String name) {
        return "text:" + name;
    }
}
