/**
 * Commands that talk to a running node: JSON-RPC over HTTP, and two streams beside it ({@code POST
 * /upload}, {@code GET /download/NAME}) for chain files, which are too large for a call. Long work
 * is a job in the node: a call starts it and returns its name, further calls ask how far it is.
 */
@NullMarked
package org.cairn.cli.remote;

import org.jspecify.annotations.NullMarked;
