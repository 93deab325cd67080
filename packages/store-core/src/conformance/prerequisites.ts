import type { CaseContext } from './context.ts';
import { collect } from './expect.ts';
import { fill } from './samples.ts';

/**
 * Whether an option of `open` can be tried out. If the subject does not hand it on, that was verified, and the case ends as
 * `absent-verified` with a message that says how to hand it on.
 */
export async function isHandedOn(kit: CaseContext, option: string): Promise<boolean> {
  if (await kit.handsOn(option)) return true;
  const store = await kit.open();
  kit.expect.equal(store.scope, 'default', 'the scope of a store that was opened without options');
  kit.absent(`the subject's open does not hand on \`${option}\`: spread its env, as in openStore({ path, ...env })`);
  return false;
}

/**
 * Whether what is stored outlives `close`. If the adapter declares that it does not, the case verifies that nothing is left, and
 * ends as `absent-verified`.
 */
export async function outlivesClose(kit: CaseContext): Promise<boolean> {
  if (kit.capabilities.durability !== 'none') return true;
  const store = await kit.open();
  await fill(store);
  await store.close();
  const reopened = await kit.open();
  kit.expect.equal(await reopened.scopes(), [], 'scopes after close and reopen, where the adapter declares durability none');
  kit.expect.equal(await collect(reopened.verify()), [], 'findings after close and reopen');
  kit.observe({ durability: 'none' });
  kit.absent('the adapter declares that nothing outlives close, and nothing did');
  return false;
}
