package org.cairn.explorer.page;

/**
 * A link inside of the explorer.
 *
 * @param path from the explorer's root on, with a leading slash
 */
public record Link(String text, String path) {}
