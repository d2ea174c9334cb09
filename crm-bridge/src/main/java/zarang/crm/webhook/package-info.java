/** One webhook message: its settings, body, signature, attempt and retry schedule. */
@NullMarked
package zarang.crm.webhook;

import org.jspecify.annotations.NullMarked;
