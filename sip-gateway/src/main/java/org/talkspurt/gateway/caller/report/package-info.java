/** How simulated calls went: as a table, as JSON and as a page with a picture of each turn. */
@NullMarked
package org.talkspurt.gateway.caller.report;

import org.jspecify.annotations.NullMarked;
