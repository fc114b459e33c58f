/**
 * What stays of calls: a JSON line each in a file a day, which is the truth, and copies of the
 * lines in a database, where one is wanted.
 *
 * <pre>
 * home loop → RecordFile (thread "records"): append, force → GET /api/calls/{id} says "recorded"
 *                │ calls-YYYY-MM-DD.jsonl
 *                ▼
 *             RecordCopier (thread "records-copy"): lines behind the mark → upsert, commit → mark
 * </pre>
 *
 * The mark ({@code copied.json}) moves after the database's commit. A process that is killed
 * between the two copies those lines once more, which changes nothing: a call's id is its key.
 */
@NullMarked
package org.talkspurt.gateway.records;

import org.jspecify.annotations.NullMarked;
