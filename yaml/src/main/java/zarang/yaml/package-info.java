/**
 * YAML 1.2 that people write: read it, know where every key stands, check it by JSON Schema, and
 * say what is wrong in words that an admin understands, all at once.
 */
@NullMarked
package zarang.yaml;

import org.jspecify.annotations.NullMarked;
