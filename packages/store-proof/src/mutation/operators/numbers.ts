import { instead } from '../change.ts';
import type { Operator } from '../change.ts';

/** A number that is one more, and one that is one less; not less than 0, which is where counting begins: what does not begin there begins at 1. */
export const number: Operator = {
  name: 'number',
  find: ({ node }) => {
    if (node.type !== 'Literal' || typeof node.value !== 'number') return [];
    const more = String(node.value + 1);
    return node.value === 0 ? instead(node, more) : instead(node, more, `(${node.value - 1})`);
  },
};
