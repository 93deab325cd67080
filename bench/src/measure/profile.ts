import { Session } from 'node:inspector/promises';

/** A function that time was spent in, itself and not what it called. */
export interface ProfiledFunction {
  readonly name: string;
  /** Of the time that the processor was busy: 0 to 1. */
  readonly share: number;
}

/** What a piece of work spends its time on: the functions that take most, the most expensive first. */
export async function profile(work: () => Promise<unknown>): Promise<ProfiledFunction[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  await work();
  const { profile: found } = await session.post('Profiler.stop');
  session.disconnect();
  const names = new Map(found.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of (found.samples ?? []).entries()) {
    const name = names.get(id) ?? '';
    if (name === '(idle)' || name === STARTING) continue;
    const time = found.timeDeltas?.[index] ?? 0;
    busy += time;
    spent.set(name, (spent.get(name) ?? 0) + time);
  }
  return [...spent].toSorted(([, a], [, b]) => b - a).slice(0, 10).map(([name, time]) => ({ name, share: time / busy }));
}

/** What starts and stops the profiler is not of the work. */
const STARTING = 'post (node:inspector)';

function nameOf({ functionName, url }: { readonly functionName: string; readonly url: string }): string {
  const file = url.split('/').at(-1) ?? '';
  if (file === '' && functionName === '') return '(native code)';
  return file === '' ? functionName : `${functionName === '' ? '(anonymous)' : functionName} (${file})`;
}
