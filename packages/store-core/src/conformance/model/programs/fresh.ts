import { mapLeaves } from './map-leaves.ts';
import { Pieces } from './pieces.ts';

/** A copy of an argument that a store may be given and that may be spoiled afterwards: the program itself stays as it is. */
export function fresh(value: unknown): unknown {
  return mapLeaves(value, (leaf) => {
    if (leaf instanceof Pieces) return leaf.open();
    if (leaf instanceof Uint8Array) return Uint8Array.from(leaf);
    return leaf instanceof Date ? new Date(leaf.getTime()) : leaf;
  });
}
