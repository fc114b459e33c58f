package org.talkspurt.models.store;

/**
 * One file of a set.
 *
 * @param name in the cache
 * @param source where it is fetched from
 * @param member its path inside the package; empty for a file that is no package's
 * @param bytes its exact size
 * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
 */
public record ModelFile(
    String name, ModelSource source, String member, long bytes, String sha256) {}
