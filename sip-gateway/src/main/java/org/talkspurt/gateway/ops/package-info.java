/** What an operator sees: meters, health, records. */
@NullMarked
package org.talkspurt.gateway.ops;

import org.jspecify.annotations.NullMarked;
