import type fc from 'fast-check';
import type { MethodOf, Room } from '../reference/room.ts';
import type { Arguments, Call } from './steps.ts';

/** The calls of one method, and how often they come. */
export interface MethodCalls {
  readonly room: Room;
  readonly method: string;
  readonly weight: number;
  readonly calls: fc.Arbitrary<Omit<Call, 'scope' | 'ownView'>>;
}

/** Calls of a method with these arguments. */
export function method<R extends Room, M extends MethodOf<R>>(room: R, name: M, weight: number, args: fc.Arbitrary<Arguments<R, M>>): MethodCalls {
  return { room, method: name, weight, calls: args.map((given) => ({ kind: 'call', room, method: name, args: given })) };
}
