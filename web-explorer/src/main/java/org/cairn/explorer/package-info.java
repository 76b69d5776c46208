/**
 * The explorer: pages over the chain, rendered by Thymeleaf in the server. A servlet takes one view
 * of the chain for each request, finds the page by the first segment of the path, and writes its
 * answer; nothing here changes the chain.
 *
 * <p>Templates lie in {@code WEB-INF/templates}, one folder for each area; what more than one page
 * shows is a fragment in {@code parts.html}. Style and script are one file each, served under a
 * name that holds their hash.
 */
@NullMarked
package org.cairn.explorer;

import org.jspecify.annotations.NullMarked;
