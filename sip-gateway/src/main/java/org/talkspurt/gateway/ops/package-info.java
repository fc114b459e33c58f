/** What an operator sees: meters, health. */
@NullMarked
package org.talkspurt.gateway.ops;

import org.jspecify.annotations.NullMarked;
