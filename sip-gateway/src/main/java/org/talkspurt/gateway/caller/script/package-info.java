/** What a simulated caller is to do: scripts in YAML. */
@NullMarked
package org.talkspurt.gateway.caller.script;

import org.jspecify.annotations.NullMarked;
