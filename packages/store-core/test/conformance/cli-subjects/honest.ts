export { HONEST as subject } from '../mutants/mutant.ts';
