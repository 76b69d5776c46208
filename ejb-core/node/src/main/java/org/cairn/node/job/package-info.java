/** Long work on the node that people start, watch and stop: import and export of chains. */
@NullMarked
package org.cairn.node.job;

import org.jspecify.annotations.NullMarked;
