package org.cairn.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.cairn.node.state.BlockState;
import org.cairn.node.state.WorldState;
import org.cairn.protocol.bytes.Address;
import org.cairn.protocol.bytes.Bytes;
import org.cairn.protocol.bytes.Hash32;
import org.cairn.protocol.state.Account;
import org.cairn.protocol.state.AccountChange;
import org.cairn.protocol.state.StateDelta;
import org.cairn.protocol.state.StateReader;
import org.cairn.protocol.uint.U256;

/** A chain of random blocks in a world state, with the model of every block. */
final class TestChain {
  /** A block, and what its state is. */
  record Block(BlockState state, StateModel model, StateDelta delta) {}

  static final int ADDRESSES = 24;
  static final int SLOTS = 6;

  private final WorldState world;
  private final Random random;
  private final List<Block> blocks = new ArrayList<>();
  private int made;

  TestChain(WorldState world, Random random) {
    this.world = world;
    this.random = random;
  }

  List<Block> blocks() {
    return blocks;
  }

  Block head() {
    return blocks.getLast();
  }

  /** Adds a block of a few changes on top of the head. */
  Block extend(int changes) {
    boolean first = blocks.isEmpty();
    StateModel before = first ? StateModel.EMPTY : head().model;
    StateModel.Next next = before.next(random, ADDRESSES, SLOTS, changes);
    BlockState parent = first ? world.base() : head().state;
    Hash32 hash = Hash32.of(0, 0, ++made, blocks.size());
    BlockState state = world.derive(parent, blocks.size(), hash, next.delta());
    blocks.add(new Block(state, next.model(), next.delta()));
    return head();
  }

  /** Goes back to an older block, whose state is on top of what is durable. */
  Block rollBack(int number) {
    Block older = blocks.get(number);
    BlockState back = world.rollBack(head().state, number, older.state.blockHash());
    while (blocks.size() > number) {
      blocks.removeLast();
    }
    blocks.add(new Block(back, older.model, older.delta));
    return head();
  }

  void flush(int number) {
    world.flush(blocks.get(number).state);
  }

  /** Reads every account and slot. */
  static void check(StateReader state, StateModel model) {
    for (int i = 1; i <= ADDRESSES; i++) {
      Address address = Address.of(i);
      AccountChange.Updated expected = model.accounts().get(address);
      Account account = state.account(address).orElse(null);
      if (expected == null) {
        assertThat(account).isNull();
      } else {
        assertThat(account).isNotNull();
        assertThat(account.nonce()).isEqualTo(expected.nonce());
        assertThat(account.balance()).isEqualTo(expected.balance());
        assertThat(account.codeHash()).isEqualTo(expected.codeHash());
        boolean mayBeUnknown = account.nonce() != 0 || account.hasCode();
        assertThat(account.storageRoot().isZero()).isIn(false, mayBeUnknown);
        if (!account.storageRoot().isZero()) {
          assertThat(account.hasStorage()).isEqualTo(!expected.storage().isEmpty());
        }
        assertThat(state.code(account.codeHash()).length()).isBetween(0, 2);
      }
      for (int slot = 0; slot < SLOTS; slot++) {
        assertThat(state.storage(address, U256.of(slot)))
            .isEqualTo(model.storage(address, U256.of(slot)));
      }
    }
    assertThat(state.code(Account.EMPTY_CODE_HASH)).isEqualTo(Bytes.EMPTY);
  }
}
