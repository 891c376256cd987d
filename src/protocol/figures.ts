// A panel writes figures as the core does.
export * from '../core/figures';
export { changeText } from '../core/drift/changeText';
