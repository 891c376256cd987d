// What files are called in the manifest.
import { freeName } from './freeName';

/** `train_churn.py` is churn; `train.py` is named for its data, else for its folder. */
export function modelName(path: string, dataset: string | undefined): string {
  const stem = stemOf(path).replace(/(^|[_-])(train(ing)?|fit|model)(?=$|[_-])/gi, '');
  const own = plainName(stem);
  if (own !== '') return own;
  const folder = plainName(path.split('/').at(-2) ?? '');
  return dataset ?? (folder === '' ? 'model' : folder);
}

/** What data is called in the manifest: `data/Bank calls.csv.gz` is `Bank-calls`, and `calls/2009-*.csv` is `calls`. */
export function datasetName(path: string): string {
  const own = plainName(stemOf(path));
  const isNumbered = path.includes('*') && !/[a-z]/i.test(own);
  return (isNumbered ? plainName(path.split('/').at(-2) ?? '') : own) || 'data';
}

const stemOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/(\.\w+)(\.(gz|zst))?$/, '');
const plainName = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 60);

/** The name, or with a number where it is taken; it is taken from then on. */
export function free(name: string, taken: Set<string>): string {
  const found = freeName(name, [...taken]);
  taken.add(found.toLowerCase());
  return found;
}
