package org.cairn.tools.transition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.cairn.protocol.bytes.Bytes;

/**
 * What a transition came to.
 *
 * @param alloc the state after it
 * @param result roots, receipts and what was refused
 * @param body the included transactions as a list in RLP
 */
public record TransitionOutput(ObjectNode alloc, ObjectNode result, Bytes body) {}
