/** Commands that run the EVM without a node. */
@NullMarked
package org.cairn.cli.evm;

import org.jspecify.annotations.NullMarked;
