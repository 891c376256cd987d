// A dataset version as Croissant 1.0, the JSON-LD that dataset searches and loaders read: https://docs.mlcommons.org/croissant/docs/croissant-spec.html
import type { Column, PreparedVersion } from '../dataset/version';
import { formatOf } from '../dataset/fileFormat';
import type { Json } from '../json';
import type { DatasetFacts } from './datasetCard';

/** `pathTo`: a file of the project as seen from the folder that the document lies in. */
export function croissant(facts: DatasetFacts, pathTo: (file: string) => string): Json {
  const { name, collected, prepared } = facts;
  const { licence, origin, terms, sources } = collected;
  const files = prepared
    ? parquetFiles(prepared)
    : sources.map(({ path, digest, bytes }) => ({ url: pathTo(path), digest, bytes }));
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name,
    description: [
      `${name}, ${prepared ? 'prepared' : 'as collected'} on ${(prepared ?? collected).at.slice(0, 10)}.`,
      ...(origin === undefined ? [] : [`From ${origin}.`]),
    ].join(' '),
    identifier: (prepared ?? collected).fingerprint,
    datePublished: (prepared ?? collected).at,
    ...(licence === undefined ? {} : { license: licence }),
    ...(origin === undefined ? {} : { creator: { '@type': 'sc:Organization', name: origin } }),
    ...(terms === undefined ? {} : { usageInfo: terms }),
    isBasedOn: [...new Set(sources.map(({ uri }) => uri))],
    distribution: files.map(({ url, digest, bytes }) => ({
      '@type': 'cr:FileObject',
      '@id': url,
      name: url.split('/').at(-1) ?? url,
      contentUrl: url,
      encodingFormat: mediaType(url),
      ...(digest === undefined ? {} : { sha256: digest.replace('sha256:', '') }),
      ...(bytes === undefined ? {} : { contentSize: `${bytes} B` }),
    })),
    ...(prepared ? { recordSet: recordSets(prepared) } : {}),
  };
}

interface CardFile {
  readonly url: string;
  readonly digest: string | undefined;
  readonly bytes?: number;
}

const tables = ({ data, parts }: PreparedVersion) =>
  [['data', data] as const, ...Object.entries(parts)].map(([name, part]) => ({ name, part }));

const parquetFiles = (prepared: PreparedVersion): readonly CardFile[] =>
  tables(prepared).map(({ part: { file, digest } }) => ({ url: file, digest }));

const recordSets = (prepared: PreparedVersion): Json[] =>
  tables(prepared).map(({ name, part: { file, rows } }) => ({
    '@type': 'cr:RecordSet',
    '@id': name,
    name,
    description: `${name === 'data' ? 'All' : `The ${name} split:`} ${rows} rows.`,
    field: prepared.columns.map((column) => field(name, file, column)),
  }));

const field = (table: string, file: string, { name, type }: Column): Json => ({
  '@type': 'cr:Field',
  '@id': `${table}/${encodeURIComponent(name)}`,
  name,
  dataType: dataType(type),
  source: { fileObject: { '@id': file }, extract: { column: name } },
});

/** DuckDB's names of types; what Croissant has no word for is text. */
function dataType(type: string): string {
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) return 'sc:Integer';
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return 'sc:Float';
  if (type === 'BOOLEAN') return 'sc:Boolean';
  if (type === 'DATE') return 'sc:Date';
  return type.startsWith('TIMESTAMP') ? 'sc:DateTime' : 'sc:Text';
}

function mediaType(file: string): string {
  if (file.endsWith('.gz')) return 'application/gzip';
  if (file.endsWith('.zst')) return 'application/zstd';
  switch (formatOf(file)) {
    case 'csv':
      return /\.(tsv|tab)$/i.test(file) ? 'text/tab-separated-values' : 'text/csv';
    case 'json':
      return 'application/json';
    case 'jsonl':
      return 'application/jsonlines';
    case 'parquet':
      return 'application/x-parquet';
    default:
      return 'application/octet-stream';
  }
}

/** As the specification has it. */
const context: Json = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  rai: 'http://mlcommons.org/croissant/RAI/',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};
