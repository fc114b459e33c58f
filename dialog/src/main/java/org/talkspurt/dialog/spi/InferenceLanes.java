package org.talkspurt.dialog.spi;

import java.util.concurrent.Executor;

/**
 * Where a conversation's slow work runs, most urgent first within a lane. A lane drops nothing but
 * what its executor says; a task whose future is cancelled before it began is skipped.
 *
 * @param finalDecode recognition of finished utterances: never dropped
 * @param partialDecode recognition of growing utterances: dropped under pressure (the executor
 *     throws {@link java.util.concurrent.RejectedExecutionException})
 * @param turn judging whether a caller sounds finished: dropped under pressure, likewise
 * @param synthesis speech synthesis
 * @param brain choosing the answer
 */
public record InferenceLanes(
    Executor finalDecode,
    Executor partialDecode,
    Executor turn,
    Executor synthesis,
    Executor brain) {}
