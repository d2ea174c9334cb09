@NullMarked
package zarang.api.connection;

import org.jspecify.annotations.NullMarked;
