/** Tests of the dispatcher over a chain in memory. */
@org.jspecify.annotations.NullMarked
package org.cairn.rpc;
