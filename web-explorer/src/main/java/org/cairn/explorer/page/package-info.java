/**
 * What a page is to the explorer: a function of one view of the chain and one request, whose answer
 * is a template with its model. Pages know nothing of servlets, and write nothing.
 */
@NullMarked
package org.cairn.explorer.page;

import org.jspecify.annotations.NullMarked;
