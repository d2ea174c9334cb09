package zarang.server.serve;

import java.security.SecureRandom;
import zarang.server.config.Settings;
import zarang.server.data.DataFolder;
import zarang.sip.transport.VertxControlLoop;

/**
 * This process: what each of its sides is made of.
 *
 * @param name tells it from the others that share its Redis
 */
record ThisNode(
        Settings settings,
        DataFolder data,
        String name,
        VertxControlLoop loop,
        SecureRandom random) {}
