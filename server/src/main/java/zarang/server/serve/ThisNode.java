package zarang.server.serve;

import java.security.SecureRandom;
import zarang.call.loop.ControlLoop;
import zarang.server.config.Settings;
import zarang.server.data.DataFolder;

/**
 * This process: what each of its sides is made of.
 *
 * @param name tells it from the others that share its Redis
 */
record ThisNode(
        Settings settings, DataFolder data, String name, ControlLoop loop, SecureRandom random) {}
