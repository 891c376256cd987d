// Names and values as SQL text, for everything that speaks to DuckDB; the rules themselves are core's.
export { identifier, literal } from '../../core/quote';
