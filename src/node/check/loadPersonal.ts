// What recognizes personal data, loaded when it is first asked for: built, it is a file of its own beside the program.

/** The libraries behind it take a fifth of a second to load. */
export const loadPersonal = () => import('../../core/quality/personal/program');
