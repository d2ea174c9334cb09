/**
 * The configuration: its files and {@code --set}, one table of keys, typed settings or a refusal
 * that says everything that is wrong.
 */
@NullMarked
package zarang.server.config;

import org.jspecify.annotations.NullMarked;
