/** What all commands share. */
@NullMarked
package zarang.server.command;

import org.jspecify.annotations.NullMarked;
