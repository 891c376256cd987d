// All that recognizes and masks personal data, as a bundle of its own.
export { hidden } from './recognizer';
export { maskText } from './masking';
export { candidatesOf, searchColumn } from './search';
