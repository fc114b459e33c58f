/** Opening hours: the week, special days, and how both are put into sentences. */
@NullMarked
package org.talkspurt.dialog.agent.hours;

import org.jspecify.annotations.NullMarked;
