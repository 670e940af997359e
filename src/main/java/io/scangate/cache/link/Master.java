package io.scangate.cache.link;

/**
 * A running Redis server that is a master. Immutable.
 *
 * @param address where it listens
 * @param runId the identity of the running process ({@code run_id} of {@code INFO server}): it
 *     changes when the server is restarted, and another server at the same address has another
 */
public record Master(HostPort address, String runId) {}
