/** Requests to other servers. */
@NullMarked
package org.talkspurt.models.http;

import org.jspecify.annotations.NullMarked;
