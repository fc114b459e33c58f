/**
 * Traces of calls by OpenTelemetry: built from a call's record when it has ended, on a thread of
 * their own. OpenTelemetry is seen here only.
 */
@NullMarked
package org.talkspurt.gateway.trace;

import org.jspecify.annotations.NullMarked;
