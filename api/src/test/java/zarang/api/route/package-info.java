@NullMarked
package zarang.api.route;

import org.jspecify.annotations.NullMarked;
