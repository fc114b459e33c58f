/** What goes to collectors beside the calls, which never wait for them. */
@NullMarked
package org.talkspurt.gateway.outbox;

import org.jspecify.annotations.NullMarked;
