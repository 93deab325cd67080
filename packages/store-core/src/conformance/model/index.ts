/** Random programs, run on a store and on a model of the contract. Needs `fast-check`. @module */
export { checkPrograms } from './check-programs.ts';
export type { CheckOptions, Comparison } from './check-programs.ts';
export { compare } from './compare.ts';
export type { Contender, Contest, Disagreement } from './compare.ts';
export type { Machine } from './machine.ts';
export type { Outcome } from './outcome.ts';
export { printProgram } from './programs/print.ts';
export { programs } from './programs/programs.ts';
export type { ProgramOptions } from './programs/programs.ts';
export type { Call, Program, Step } from './programs/steps.ts';
export type { Room } from './reference/room.ts';
export { registerModel } from './register-model.ts';
export { runModel } from './run-model.ts';
export type { ModelOptions } from './run-model.ts';
export { StoreMachine } from './store-machine.ts';
