// A panel writes figures as the core does, and says what they assume in its words.
export * from '../core/figures';
export { changeText } from '../core/drift/changeText';
export { alarmsAssume, intervalsAssume } from '../core/independence';
