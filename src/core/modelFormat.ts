// Which files are models, by what their names end in: for every list, proposal and watcher.

/** What a file that ends so is called. */
const words: Readonly<Record<string, string>> = {
  onnx: 'ONNX',
  pkl: 'pickle',
  joblib: 'joblib',
  pt: 'PyTorch',
  pth: 'PyTorch',
  keras: 'Keras',
  h5: 'HDF5',
  safetensors: 'safetensors',
  gguf: 'GGUF',
};

/** Without the dot. */
export const modelEndings = Object.keys(words);

/** `PyTorch`; undefined where the name does not say that it is a model. */
export function modelWords(path: string): string | undefined {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(words, ending) ? words[ending] : undefined;
}
