// A process of its own that writes until it is killed. Started by killed-child.ts.
import { crashProgram } from '../crash-program.ts';
import { openPlace, readTask } from './child-task.ts';

const task = readTask();
const store = await openPlace(task);
for await (const acknowledged of crashProgram(store, Number(task.params['round']))) process.stdout.write(`${JSON.stringify(acknowledged)}\n`);
await store.close();
