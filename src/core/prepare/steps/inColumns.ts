// How a step that works on each of its columns by itself is cut down to the wanted ones.
import type { StepServing } from './meaning';

/** Of a step that is written as nothing but a list of columns. */
export const listServing: StepServing<string[]> = {
  narrow: (written, wanted) => {
    const kept = written.filter((name) => wanted.has(name));
    return { ...(kept.length > 0 && { written: kept }), wanted };
  },
};

/** Of a step with its columns under `columns`. */
export const inColumns = <V extends { readonly columns: readonly string[] }>(): StepServing<V> => ({
  narrow: (written, wanted) => {
    const columns = written.columns.filter((name) => wanted.has(name));
    return { ...(columns.length > 0 && { written: { ...written, columns } }), wanted };
  },
});
