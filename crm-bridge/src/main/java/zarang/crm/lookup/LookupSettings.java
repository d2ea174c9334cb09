package zarang.crm.lookup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zarang.config.AddressPrefix;
import zarang.config.Secret;

/**
 * What scripts may ask outside.
 *
 * @param allowed private networks that they may ask
 * @param secrets for headers, by name
 * @param keys what they may look up in Redis, by name
 */
public record LookupSettings(
        List<AddressPrefix> allowed,
        Map<String, Secret> secrets,
        LookupLimits limits,
        Map<String, RedisKey> keys) {
    public LookupSettings {
        allowed = List.copyOf(allowed);
        secrets = Map.copyOf(secrets);
        keys = Map.copyOf(keys);
    }

    Map<String, String> secretTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        secrets.forEach((name, secret) -> texts.put(name, secret.reveal()));
        return texts;
    }
}
