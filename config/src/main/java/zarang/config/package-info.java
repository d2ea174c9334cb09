/**
 * Configuration without knowing of what: tables of keys that the rooms bring, the files and {@code
 * --set} options that are read by them, and findings that say everything that is wrong at once.
 */
@NullMarked
package zarang.config;

import org.jspecify.annotations.NullMarked;
