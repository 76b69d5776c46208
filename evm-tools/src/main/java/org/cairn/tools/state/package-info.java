/** State tests: one transaction on a state, compared with a state root and a hash of logs. */
@NullMarked
package org.cairn.tools.state;

import org.jspecify.annotations.NullMarked;
