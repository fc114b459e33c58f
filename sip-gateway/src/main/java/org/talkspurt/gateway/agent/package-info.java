/**
 * Agent files: YAML in the operator's folder and in the jar, checked against the published schema
 * and for sense, and taken over while calls go on.
 */
@NullMarked
package org.talkspurt.gateway.agent;

import org.jspecify.annotations.NullMarked;
