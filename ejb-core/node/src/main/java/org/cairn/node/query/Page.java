package org.cairn.node.query;

import java.util.List;

/**
 * A part of a long list, newest first.
 *
 * @param newer whether there are rows in front of it
 * @param older whether there are rows behind it
 */
public record Page<T>(List<T> rows, boolean newer, boolean older) {}
