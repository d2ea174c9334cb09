@NullMarked
package zarang.api.agents;

import org.jspecify.annotations.NullMarked;
