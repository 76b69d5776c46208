/** Block tests: chains of blocks, valid and invalid, compared with the head they end at. */
@NullMarked
package org.cairn.tools.block;

import org.jspecify.annotations.NullMarked;
