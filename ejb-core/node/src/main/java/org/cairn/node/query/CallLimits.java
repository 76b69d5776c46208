package org.cairn.node.query;

import java.time.Duration;

/**
 * What a call over the network may cost the node.
 *
 * @param gas most gas of one call
 * @param time most time of one call
 */
public record CallLimits(long gas, Duration time) {}
