/** A node of Ethereum, apart from threads, SQL and HTTP: those come in through ports. */
@NullMarked
package org.cairn.node;

import org.jspecify.annotations.NullMarked;
