/** Tests of the HTTP door's parts. */
@org.jspecify.annotations.NullMarked
package org.cairn.rpc.http;
