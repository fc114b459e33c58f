/** What language models may have done: the tools that agents name, their arguments checked. */
@NullMarked
package org.talkspurt.gateway.tool;

import org.jspecify.annotations.NullMarked;
