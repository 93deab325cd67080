export { HONEST as subject } from '../mutants.ts';
