/** HTTP: calls to look at and to end; problems as RFC 9457 JSON. */
@NullMarked
package org.talkspurt.gateway.api;

import org.jspecify.annotations.NullMarked;
