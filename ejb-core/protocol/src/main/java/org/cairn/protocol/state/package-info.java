/**
 * World state as the EVM sees it: accounts with balance, nonce, code and storage, read through the
 * port {@link org.cairn.protocol.state.StateReader} and changed in a journal; what a block changed
 * is a {@link org.cairn.protocol.state.StateDelta}.
 */
@NullMarked
package org.cairn.protocol.state;

import org.jspecify.annotations.NullMarked;
