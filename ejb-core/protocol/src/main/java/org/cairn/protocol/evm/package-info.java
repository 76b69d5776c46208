/**
 * One tree of call frames: the interpreter, its instructions and its hooks for tracing.
 *
 * <p>{@link org.cairn.protocol.evm.Machine} keeps an explicit stack of frames and runs the topmost
 * until it asks for a call or a creation, or halts; nothing recurses. All frames share one array of
 * stack words and one of memory: a child's begin where its parent's end, because a parent stands
 * still while its child runs. Words are four longs, the least significant first.
 *
 * <p>{@link org.cairn.protocol.evm.Code} is analysed once per code and table: gas and stack needs
 * are summed over each basic block and checked at its start only. A block whose check fails is left
 * to {@link org.cairn.protocol.evm.StepInterpreter}, which checks every instruction, finds the one
 * that halts, and is what tracing uses all the time.
 */
@NullMarked
package org.cairn.protocol.evm;

import org.jspecify.annotations.NullMarked;
