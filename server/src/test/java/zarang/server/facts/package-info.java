@NullMarked
package zarang.server.facts;

import org.jspecify.annotations.NullMarked;
