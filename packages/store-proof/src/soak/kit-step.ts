import { CONFORMANCE_CASES, type ConformanceSubject, runConformance } from '@cw/store-core/conformance';
import type { SoakStep } from './step.ts';

/** Rounds of the cases about crashes and races, against those of a plain run. */
const EFFORT = 20;

/** The whole kit on an adapter, with many rounds of its crashes and races; it must be granted all that it claims. */
export function kitStep(subject: ConformanceSubject): SoakStep {
  const adapter = subject.name.replace('store-', '');
  return {
    name: `kit-${adapter}`,
    what: `every conformance case on ${subject.name}, ${EFFORT} times as many crashes and races`,
    async run({ seed, effort, progress }) {
      let done = 0;
      const report = await runConformance(subject, {
        seed,
        effort: EFFORT * effort,
        onCase: ({ id }) => progress(`${(done += 1)}/${CONFORMANCE_CASES.length} ${id}`),
      });
      const bad = report.cases.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'absent-verified');
      const missing = report.levelReports.filter(({ granted, reason }) => !granted && !(reason ?? '').startsWith('the adapter declares'));
      return {
        passed: bad.length === 0 && missing.length === 0,
        figures: `${report.cases.length} cases, levels ${report.levels.join(', ')}`,
        problems: [
          ...bad.map(({ id, verdict, message }) => `${id}: ${verdict}: ${message ?? ''}`),
          ...missing.map(({ level, reason }) => `level ${level} is not granted: ${reason}`),
        ],
      };
    },
  };
}
