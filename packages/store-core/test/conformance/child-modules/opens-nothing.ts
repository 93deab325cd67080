/** A module that does not export what a `child` module must. */
export const opens = 'nothing';
