@NullMarked
package zarang.crm.webhook;

import org.jspecify.annotations.NullMarked;
