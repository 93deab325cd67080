import { soakFailingWrites } from '../../../store-jsonfile/test/support/faults-soak.ts';
import { damageBytes as damageJson } from '../../../store-jsonfile/test/support/damage-everywhere.ts';
import { soakPowerLoss } from '../../../store-jsonfile/test/support/power-soak.ts';
import { damageBytes as damageSqlite } from '../../../store-sqlite/test/support/damage-everywhere.ts';
import type { SoakStep } from './step.ts';

/** Of how many bytes of a database one is changed at an effort of 1: every one takes some twenty hours of a core. */
const SQLITE_STRIDE = 12;
const SQLITE_WAYS = 2;

/** What the power, the disk and time do to stored files. */
export const DAMAGE_STEPS: readonly SoakStep[] = [
  {
    name: 'power-loss',
    what: 'every state that a disk may be in after the power failed during any operation of the JSON-file adapter',
    async run({ seed, effort, progress }) {
      const reports = await soakPowerLoss({ seed, effort, progress });
      const sum = (count: (report: (typeof reports)[number]) => number): number => reports.reduce((total, report) => total + count(report), 0);
      const problems = reports.flatMap(({ failures }) => failures);
      return {
        passed: problems.length === 0,
        figures: `${sum(({ states }) => states)} states, ${sum(({ statesAgain }) => statesAgain)} of a second failure, ${problems.length} wrong`,
        problems,
      };
    },
  },
  {
    name: 'failing-disk',
    what: 'every file operation of every write of the JSON-file adapter fails, alone and with all after it',
    async run({ progress }) {
      return { passed: true, figures: `${await soakFailingWrites(progress)} failures, each survived`, problems: [] };
    },
  },
  {
    name: 'damage-jsonfile',
    what: 'every byte of a small JSON-file store changed, in many ways',
    async run({ progress }) {
      return told(await damageJson({ progress }));
    },
  },
  {
    name: 'damage-sqlite',
    what: 'bytes of a small SQLite store changed, of its database and of its log',
    async run({ seed, effort, progress }) {
      const every = Math.max(1, Math.round(SQLITE_STRIDE / effort));
      const options = { every, from: seed % every, ways: SQLITE_WAYS };
      const closed = await damageSqlite({ ...options, closed: true, progress: (text) => progress(`the database, ${text}`) });
      const open = await damageSqlite({ ...options, closed: false, progress: (text) => progress(`the log, ${text}`) });
      return told({ bytes: closed.bytes + open.bytes, harmless: closed.harmless + open.harmless, failures: [...closed.failures, ...open.failures] });
    },
  },
];

function told({ bytes, harmless, failures }: { readonly bytes: number; readonly harmless: number; readonly failures: readonly string[] }): Awaited<ReturnType<SoakStep['run']>> {
  return { passed: failures.length === 0, figures: `${bytes} changes, ${harmless} harmless, ${failures.length} not noticed`, problems: failures };
}
