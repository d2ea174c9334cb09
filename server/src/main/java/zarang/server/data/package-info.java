/** The data folder: what a server keeps between starts, and how a tool finds a running one. */
@NullMarked
package zarang.server.data;

import org.jspecify.annotations.NullMarked;
