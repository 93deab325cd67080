import { Racer } from './racer.ts';

/** Milliseconds after which a process that rests is ended: the next race of a run comes sooner. */
const LONGEST_REST_MS = 5000;

/** Processes between two races, each with the timer that ends it: to start one takes longer than a race. All have loaded the same module. */
const resting = new Map<Racer, NodeJS.Timeout>();

/** So many processes that open places with a module: such as rest, and new ones. */
export function racersOf(module: string, count: number): readonly Racer[] {
  const racers: Racer[] = [];
  for (const [racer, timer] of resting) {
    if (racer.module !== module || racer.gone) dismiss(racer);
    else if (racers.length < count) {
      clearTimeout(timer);
      resting.delete(racer);
      racer.wake();
      racers.push(racer);
    }
  }
  while (racers.length < count) racers.push(new Racer(module));
  return racers;
}

/** Keeps a process that has closed its place, for the next race. */
export function letRest(racer: Racer): void {
  for (const other of resting.keys()) {
    if (other.module !== racer.module) dismiss(other);
  }
  racer.rest();
  resting.set(racer, setTimeout(() => dismiss(racer), LONGEST_REST_MS).unref());
}

function dismiss(racer: Racer): void {
  clearTimeout(resting.get(racer));
  resting.delete(racer);
  racer.dismiss();
}
