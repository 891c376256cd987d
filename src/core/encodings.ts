// The encodings that text can be read in: the names that every program of the web knows, and what a person may write for them.

export const encodings = [
  ...['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'],
  ...['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256'],
  ...['windows-1257', 'windows-1258', 'windows-874', 'macintosh', 'ibm866', 'koi8-r', 'koi8-u'],
  ...['iso-8859-2', 'iso-8859-3', 'iso-8859-4', 'iso-8859-5', 'iso-8859-6', 'iso-8859-7', 'iso-8859-8'],
  ...['iso-8859-10', 'iso-8859-13', 'iso-8859-14', 'iso-8859-15'],
  ...['gb18030', 'gbk', 'big5', 'euc-jp', 'iso-2022-jp', 'shift_jis', 'euc-kr'],
] as const;

export type Encoding = (typeof encodings)[number];

/** Without regard to capitals; undefined for a name that is none of them. */
export function encodingNamed(name: string): Encoding | undefined {
  const wanted = name.toLowerCase();
  return encodings.find(
    (encoding) => encoding === wanted || encoding.replace(/[-_]/g, '') === wanted.replace(/[-_]/g, ''),
  );
}
