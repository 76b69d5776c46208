/**
 * RLPx, the encrypted transport between Ethereum nodes, and the messages of its base protocol, as
 * pure functions over byte arrays: who owns a socket feeds bytes in and writes bytes out.
 *
 * <p><b>Handshake.</b> The initiator sends <i>auth</i>, the recipient answers <i>ack</i>; both are
 * ECIES messages for the other's node key. In the form of EIP-8 a packet is {@code size (2) ||
 * ecies(rlp || padding)}, the size being authenticated with it; the older form has neither size nor
 * RLP but 307 and 210 bytes. {@link org.cairn.protocol.devp2p.Initiator} and {@link
 * org.cairn.protocol.devp2p.Recipient} say how many bytes they still miss and end in a {@link
 * org.cairn.protocol.devp2p.FrameCodec}.
 *
 * <p><b>Frames.</b> {@code header (16) || header MAC (16) || body (padded to 16) || body MAC (16)},
 * the header being {@code size (3) || c28080 || zeros}. Header and body run through one AES-256-CTR
 * key stream a direction; the MACs are taken from one running Keccak-256 a direction.
 *
 * <p><b>Messages.</b> A frame holds {@code rlp(id) || payload}; once both sides have said hello in
 * version 5, the payload is compressed with Snappy. Ids below 16 belong to the base protocol
 * ({@link org.cairn.protocol.devp2p.BaseMessage}), the rest is dealt out to the capabilities that
 * both sides have ({@link org.cairn.protocol.devp2p.SharedCapabilities}).
 *
 * <p>Everything that a stranger can get wrong is an {@link org.cairn.protocol.devp2p.RlpxException}
 * with a reason. Source: the RLPx specification of the ethereum/devp2p repository, EIP-8, EIP-706.
 */
@NullMarked
package org.cairn.protocol.devp2p;

import org.jspecify.annotations.NullMarked;
