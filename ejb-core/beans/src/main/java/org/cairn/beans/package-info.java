/**
 * The node inside the server: beans that open and close it, and through which the other parts of
 * the deployment reach it. What it does is in {@code org.cairn.node}; here are the container's
 * resources only.
 */
package org.cairn.beans;
