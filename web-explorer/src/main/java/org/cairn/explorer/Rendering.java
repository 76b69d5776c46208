package org.cairn.explorer;

/** A response that is ready to be sent. */
record Rendering(int status, String type, String content) {}
