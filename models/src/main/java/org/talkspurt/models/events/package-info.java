/** Server-sent events, as language models and their tools send them. */
@NullMarked
package org.talkspurt.models.events;

import org.jspecify.annotations.NullMarked;
