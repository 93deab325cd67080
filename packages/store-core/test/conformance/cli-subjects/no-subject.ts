export const subject = { name: 'half a subject' };
